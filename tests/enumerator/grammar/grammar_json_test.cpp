#include "benchmarks/enumerator/solver_oracle.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/grammar_json.hpp"
#include "enumerator/grammar/likelihood.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "lambda/types/type_text.hpp"
#include "support/json/json_cursor.hpp"
#include "support/text/input_error.hpp"
#include "tests/support/message_of.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::enumerator;
using benchmarks::Oracle;
using benchmarks::OracleCase;
using benchmarks::read_oracle;

namespace {

AnyGrammar read(lambda::TypeStore& types, const std::string& text) {
    const Json document = parse_json(text, NonFinite::text);
    return read_grammar(types, JsonCursor(document), rasp_type);
}

std::string fault(const std::string& text) {
    lambda::TypeStore types;
    return message_of([&] { read(types, text); });
}

std::string unigram(const std::string& productions) {
    return R"({"logVariable": 0, "productions": [)" + productions + "]}";
}

std::string row(const std::string& expression, const std::string& weight = "0") {
    return R"({"expression": ")" + expression + R"(", "logProbability": )" + weight + "}";
}

bool has(const std::string& text, const std::string& part) {
    CAPTURE(text, part);
    CHECK(text.find(part) != std::string::npos);
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("Grammars are read as they are written") {
    Oracle oracle = read_oracle(RASP_STITCH_SOURCE_DIR "/tests/enumerator/oracle.json");
    for (const OracleCase& entry : oracle.cases) {
        const auto text = [&](const AnyGrammar& grammar) {
            return std::visit([&](const auto& kind) { return grammar_text(oracle.types, kind); },
                              grammar);
        };
        const std::string written = text(entry.grammar);
        const GrammarView view = view_of(oracle.types, entry.grammar);
        const PrimitiveType known = [&](lambda::TypeStore&, std::string_view name) {
            std::optional<lambda::TypeId> type;
            for (const Production& production : view.productions()) {
                if (production.expression == name) {
                    type = production.type;
                }
            }
            return type;
        };
        const Json document = parse_json(written, NonFinite::text);
        CHECK(text(read_grammar(oracle.types, JsonCursor(document), known)) == written);
    }
}

TEST_CASE("Weights may be -Infinity, and a type for which only the innermost variable counts") {
    lambda::TypeStore types;
    const std::string text = R"j({"logVariable": -Infinity, "productions": [)j"
                             R"j({"expression": "add", "logProbability": -Infinity}, )j"
                             R"j({"expression": "#(lambda (add $0 one))", )j"
                             R"j("logProbability": 0.25}], "continuationType": )j"
                             R"j({"arguments":[],"constructor":"sel"}})j";
    const AnyGrammar any = read(types, text);
    const Grammar& grammar = std::get<Grammar>(any);
    CHECK(grammar.weights.variable == impossible);
    CHECK(grammar.weights.productions == std::vector<double>{impossible, 0.25});
    CHECK(grammar.weights.continuation == types.constructor("sel"));
    CHECK(lambda::print_type(types, grammar.productions[1].type) == "seq(num) -> seq(num)");
    CHECK(grammar_text(types, grammar) == text);
}

TEST_CASE("What is wrong with a grammar is reported with its place") {
    has(fault(unigram("")), "at /productions: a grammar without productions");
    has(fault(unigram(row("addd"))), "at /productions/0/expression");
    has(fault(unigram(row("addd"))), "addd");
    has(fault(unigram(row("add") + "," + row("add"))), "add is a production twice");
    has(fault(unigram(row("add", "NaN"))), "at /productions/0/logProbability: found NaN");
    has(fault(unigram(row("add", "Infinity"))), "found Infinity");
    has(fault(unigram(row("add", "null"))), "a weight: a finite number or -Infinity");
    has(fault(unigram(row("add", "true"))), "/productions/0/logProbability");
    has(fault(unigram(row("#(lambda (add $0 tokens))"))), "at /productions/0/expression");
    has(fault(unigram(row("#(lambda (add $1 one))"))), "at /productions/0/expression");
    has(fault(unigram(row("(add one one)"))), "neither a primitive nor an abstraction");
    has(fault(unigram(row("(add one"))), "at /productions/0/expression");
    has(fault(R"({"productions": []})"), "productions");
    has(fault("[]"), "expected an object");
}

TEST_CASE("What is wrong with a contextual grammar is reported with its place") {
    const std::string table = unigram(row("round"));
    const auto contextual = [&](const std::string& variable, const std::string& productions) {
        return R"({"noParent": )" + table + R"(, "variableParent": )" + variable +
               R"(, "productions": [)" + productions + "]}";
    };
    const auto arguments = [](const std::string& program, const std::string& tables) {
        return R"({"program": ")" + program + R"(", "arguments": [)" + tables + "]}";
    };
    lambda::TypeStore types;
    CHECK(std::get<ContextualGrammar>(read(types, contextual(table, arguments("round", table))))
              .arguments[0]
              .size() == 1);
    has(fault(contextual(table, "")), "no tables for the arguments of round");
    has(fault(contextual(table, arguments("round", ""))), "tables for 0 arguments of round");
    has(fault(contextual(table, arguments("add", table))), "add is not among");
    has(fault(contextual(unigram(row("round") + "," + row("round")), "")), "two weights");
    has(fault(contextual(unigram(row("neg")), "")), "/variableParent/productions/0/expression");
    has(fault(R"({"noParent": )" + table + "}"), "variableParent");
}

TEST_CASE("Weights of grammars that were not read are also checked") {
    lambda::TypeStore types;
    const std::array<std::string, 2> names = {"add", "one"};
    Grammar grammar = uniform_grammar(types, names, rasp_type);
    grammar.weights.productions[1] = std::nan("");
    CHECK_THROWS_AS(GrammarView(types, grammar), InputError);
    grammar.weights.productions.pop_back();
    CHECK_THROWS_AS(GrammarView(types, grammar), InputError);
    const std::array<std::string, 2> twice = {"add", "add"};
    CHECK_THROWS_AS(uniform_grammar(types, twice, rasp_type), InputError);
    const ContextualGrammar contextual{.productions = grammar.productions,
                                       .no_parent = {},
                                       .variable_parent = {},
                                       .arguments = {}};
    CHECK_THROWS_AS(GrammarView(types, contextual), InputError);
}

TEST_CASE("A program that the grammar cannot derive is an error that names the place") {
    lambda::TypeStore types;
    const std::array<std::string, 4> names = {"indices", "add", "one", "neg"};
    const Grammar grammar = uniform_grammar(types, names, rasp_type);
    const GrammarView view(types, grammar);
    const lambda::TypeId request = lambda::parse_type(types, "input(str) -> seq(num)");
    const auto complaint = [&](const std::string& program) {
        lambda::TermStore store;
        const lambda::TermId term = read_expression(store, program);
        return message_of([&] { log_prior(types, view, request, store, term); });
    };
    has(complaint("one"), "no lambda where a function is requested");
    has(complaint("(lambda (mul one one))"), "mul cannot stand here");
    has(complaint("(lambda (add one))"), "1 arguments of add");
    has(complaint("(lambda (add one $0))"), "$0 cannot stand here");
    has(complaint("(lambda (add one $7))"), "$7 cannot stand here");
    has(complaint("(lambda ((lambda $0) one))"), "cannot stand here");
    has(complaint("(lambda (add one (lambda one)))"), "cannot stand here");
}

TEST_CASE("A long program also has a log prior") {
    lambda::TypeStore types;
    const std::array<std::string, 2> names = {"one", "neg"};
    const Grammar grammar = uniform_grammar(types, names, rasp_type);
    constexpr int levels = 100'000;
    lambda::TermStore store;
    lambda::TermId term = store.primitive("one");
    for (int i = 0; i < levels; ++i) {
        term = store.application(store.primitive("neg"), term);
    }
    const lambda::TypeId request = lambda::parse_type(types, "seq(num)");
    CHECK(log_prior(types, GrammarView(types, grammar), request, store, term) ==
          Approx(-(levels + 1) * std::log(2)));
}
