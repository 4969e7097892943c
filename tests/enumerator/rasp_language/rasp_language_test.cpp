#include "enumerator/rasp_language/rasp_language.hpp"

#include "enumerator/grammar/grammar_json.hpp"
#include "enumerator/rasp_language/printed_programs.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "tests/support/message_of.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <string>
#include <variant>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::enumerator;

namespace {

constexpr const char* grammar = R"j({"logVariable": -1, "productions": [
    {"expression": "add", "logProbability": 0.5}, {"expression": "one", "logProbability": 0}]})j";

std::string text_of(const Language& language) {
    return grammar_text(language.types, language.grammar);
}

} // namespace

TEST_CASE("Literals of a kind share the weight of one production") {
    const std::vector<std::string> literals = {"str.a", "str.b", "str.c", "str.d",
                                               "5",     "true",  "one"};
    const Language language = with_literals(rasp_language("tokens,str.a"), literals);
    const Grammar& made = unigram(language);
    REQUIRE(made.productions.size() == 8);
    const std::vector<double> weights = {0, 0, -std::log(3), -std::log(3), -std::log(3), 0, 0, 0};
    for (std::size_t i = 0; i < weights.size(); ++i) {
        CAPTURE(made.productions[i].expression);
        CHECK(made.weights.productions[i] == Approx(weights[i]));
    }
    CHECK(text_of(with_literals(language, literals)) == text_of(language));
}

TEST_CASE("A grammar is read from a file of its own and from a file that has one") {
    const Json alone = parse_json(grammar);
    const Json within = {{"tasks", 3}, {"DSL", alone}, {"frontiers", Json::array()}};
    const Language language = read_rasp_language(JsonCursor(alone));
    CHECK(text_of(read_rasp_language(JsonCursor(within))) == text_of(language));
    CHECK(text_of(read_unigram_language(JsonCursor(within))) == text_of(language));
    const Json wrong = {{"DSL", {{"logVariable", 0}, {"productions", {{{"expression", "ad"}}}}}}};
    CHECK(message_of([&] {
              read_rasp_language(JsonCursor(wrong));
          }).find("at /DSL/productions/0/expression") != std::string::npos);
}

TEST_CASE("A contextual grammar is refused where a unigram grammar is needed") {
    const std::string table =
        R"j({"logVariable": 0, "productions": [{"expression": "one", "logProbability": 0}]})j";
    const Json contextual =
        parse_json(R"j({"noParent": )j" + table + R"j(, "variableParent": )j" + table +
                   R"j(, "productions": [{"program": "one", "arguments": []}]})j");
    CHECK_NOTHROW(read_rasp_language(JsonCursor(contextual)));
    CHECK(message_of([&] {
              read_unigram_language(JsonCursor(contextual));
          }).find("a contextual grammar") != std::string::npos);
}

TEST_CASE("Abstractions keep their names and come in the order in which they are needed") {
    const std::string inner = "#(lambda (add $0 one))";
    const std::string outer = "#(lambda (" + inner + " (" + inner + " $0)))";
    PrintedPrograms programs;
    programs.add_abstraction(outer, "fn_0");
    programs.add_abstraction(inner, "fn_1");
    programs.add({.name = "last", .expression = "(lambda (" + outer + " (indices $0)))"});
    programs.add({.name = "other", .expression = "(lambda (#(lambda (neg $0)) (indices $0)))"});
    CHECK(programs.print(rasp::PrintForm::lambda).text == "let fn_1 = (lam (add $0 one))\n"
                                                          "let fn_0 = (lam (fn_1 (fn_1 $0)))\n"
                                                          "let fn_2 = (lam (neg $0))\n"
                                                          "(lam (fn_0 (indices $0)))\n"
                                                          "(lam (fn_2 (indices $0)))\n");
    CHECK(programs.print(rasp::PrintForm::rasp).text.find("last = ") != std::string::npos);
}
