#include "enumerator/evidence/answer.hpp"

#include "enumerator/evidence/plain_language.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "lambda/types/type_text.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace rasp_stitch::enumerator;
namespace rasp = rasp_stitch::rasp;
using rasp_stitch::lambda::parse_type;

namespace {

// Sorts tokens that all differ, and any tokens.
const std::string sort_unique =
    "(lambda (aggregate (select (selector_width (select (tokens $0) (tokens $0) less_than)) "
    "(indices $0) equals_to) (tokens $0)))";
const std::string sort =
    "(lambda (#(lambda (aggregate (select (sub (selector_width (select (tokens $0) (tokens $0) "
    "at_most)) (selector_width (selector_and (select (tokens $0) (tokens $0) equals_to) (select "
    "(indices $0) (indices $0) at_least)))) (indices $0) equals_to) (tokens $0))) $0))";

// Returns the place of the answer of a task; others have these programs.
std::size_t answer(const std::vector<std::string>& texts,
                   const std::vector<std::string>& others = {},
                   const rasp::Task& task = {.name = "this", .type = "input(str) -> seq(str)"}) {
    Language language = rasp_language("all,str.a,str.b");
    const auto request = parse_type(language.types, task.type);
    std::vector<FrontierProgram> programs;
    for (const std::string& text : texts) {
        programs.push_back({.term = read_expression(language.terms, text)});
    }
    Habits habits;
    PlainLanguage plain(language, request, others);
    for (const std::string& other : others) {
        habits.add("other", plain.terms(), plain.written_out(other));
    }
    return likeliest(programs, request, language, habits, task);
}

} // namespace

TEST_CASE(
    "A program that is much shorter is the answer though an abstraction makes another cheap") {
    CHECK(answer({sort, sort_unique}) == 1);
    CHECK(answer({sort_unique, sort}) == 0);
}

TEST_CASE("Of programs that are as long, the one made as the other tasks' are is the answer") {
    const std::string before = "(lambda (aggregate (select (indices $0) (sub (indices $0) one) "
                               "equals_to) (tokens $0)))";
    const std::string power = "(lambda (aggregate (select (indices $0) (pow (indices $0) one) "
                              "equals_to) (tokens $0)))";
    CHECK(answer({power, before}) == 0);
    CHECK(answer({power, before}, {"(lambda (aggregate (select (indices $0) (sub (indices $0) two) "
                                   "equals_to) (tokens $0)))"}) == 1);
}

TEST_CASE("Of equal programs the first is the answer, and a single one is") {
    const std::string program = "(lambda (tokens $0))";
    const std::string alike = "(lambda (#(lambda (tokens $0)) $0))";
    CHECK(answer({program, alike}) == 0);
    CHECK(answer({alike, program}) == 0);
    CHECK(answer({program}) == 0);
}

TEST_CASE("A program that gives one value at all positions is the answer where all examples do") {
    // Both say whether there are as many a as b; the shorter one only where no token is another one.
    const std::string as_many =
        "(lambda (eq (selector_width (select (tokens $0) str.b equals_to)) (selector_width (select "
        "(tokens $0) str.a equals_to))))";
    const std::string by_chance = "(lambda (ne (tokens $0) str.a))";
    rasp::Task task{.name = "balanced", .type = "input(str) -> seq(bool)"};
    const auto add = [&](const std::string& word, bool output) {
        task.examples.push_back({.input = {.tokens = rasp::characters(word)},
                                 .output = rasp::Sequence(word.size(), rasp::Value(output))});
    };
    add("cd", true);
    add("dcc", true);
    add("aa", false);
    CHECK(answer({as_many, by_chance}, {}, task) == 1); // three examples say little
    add("aaaa", false);
    add("cddc", true);
    CHECK(answer({as_many, by_chance}, {}, task) == 0);
    CHECK(answer({by_chance, as_many}, {}, task) == 1);
    CHECK(answer({by_chance}, {}, task) == 0);
    task.examples.front().output = rasp::Sequence{rasp::Value(true), rasp::Value(false)};
    CHECK(answer({as_many, by_chance}, {}, task) == 1);
}

TEST_CASE("Of programs that are made alike, the more probable one is the answer") {
    Language language = rasp_language("all");
    const auto request = parse_type(language.types, "input(str) -> seq(num)");
    std::vector<FrontierProgram> programs;
    for (const std::string text :
         {"(lambda (add (indices $0) one))", "(lambda (add one (indices $0)))"}) {
        programs.push_back({.term = read_expression(language.terms, text), .log_prior = -9});
    }
    const rasp::Task task{.name = "this", .type = "input(str) -> seq(num)"};
    const auto place = [&] { return likeliest(programs, request, language, Habits(), task); };
    programs[1].log_prior = -8;
    CHECK(place() == 1);
    programs[0].log_prior = -7;
    CHECK(place() == 0);
}
