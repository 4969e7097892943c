#include "enumerator/behaviour/rule_application.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/grammar.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "enumerator/top_down/derivation.hpp"
#include "enumerator/top_down/top_down.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "rasp/kernels/comparison.hpp"
#include "support/text/input_error.hpp"
#include "tests/enumerator/judge/derived_behaviour.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

namespace {

// Checks that each program below the bound does what rasp::evaluate says it does with its
// abstractions written out, failures included. Returns the number of programs.
std::size_t count_and_compare(const std::vector<std::string>& productions,
                              const std::string& request_text, double upper,
                              const std::vector<rasp::Input>& inputs) {
    lambda::TypeStore types;
    const Grammar grammar = uniform_grammar(types, productions, rasp_type);
    const GrammarView view(types, grammar);
    const lambda::TypeId request = lambda::parse_type(types, request_text);
    require_rasp_request(types, request);
    const ProgramTable table = make_program_table(types, view, request, bound_of(upper), {});
    RuleApplication apply(table, view.productions(), rasp::Batch(inputs));
    lambda::TermStore store;
    TermBuilder build(table, view.productions(), store);
    std::size_t count = 0;
    enumerate_top_down(table, {.upper = upper}, [&](const Derivation& program) {
        const std::string text = print_expression(store, build.term(program));
        INFO(text);
        const std::optional<BehaviourId> behaviour = behaviour_of(table, program, apply);
        REQUIRE(behaviour);
        lambda::TermStore plain;
        const auto wanted = rasp::evaluate(plain, written_out(plain, text), inputs);
        const auto outputs = outputs_of(apply, *behaviour, inputs.size());
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            REQUIRE(outputs[i].has_value() == wanted[i].output.has_value());
            if (outputs[i]) {
                REQUIRE(rasp::are_equal(*outputs[i], *wanted[i].output, {}));
            }
        }
        ++count;
    });
    return count;
}

const std::vector<rasp::Input> words = {
    {rasp::characters("abca")}, {rasp::characters("b")}, {rasp::characters("ccab")}};

} // namespace

TEST_CASE("Parts that fail where if_lazy does not choose them change nothing") {
    const std::vector<rasp::Input> numbers = {
        {.tokens = {2, 0, 4}}, {.tokens = {1}}, {.tokens = {0, 0}}, {.tokens = {0.5, -1}}};
    CHECK(count_and_compare({"tokens", "zero", "div", "if_lazy", "eq"}, "input(num) -> seq(num)",
                            17, numbers) > 1000);
    CHECK(count_and_compare({"tokens", "zero", "sqrt", "if_lazy", "lt", "aggregate", "full"},
                            "input(num) -> seq(num)", 15, numbers) > 1000);
    CHECK(count_and_compare({"tokens", "parse_int", "print_int", "if_lazy", "eq", "str.b"},
                            "input(str) -> seq(str)", 15,
                            {{.tokens = {"1", "b"}}, {.tokens = {"b"}}, {.tokens = {"2"}}}) > 100);
    CHECK(count_and_compare({"tokens", "zero", "mod", "lt",
                             "#(lambda (if_lazy (lt $0 zero) $0 "
                             "(mod zero $0)))",
                             "#(lambda (lambda $1))"},
                            "input(num) -> seq(num)", 15, numbers) > 1000);
}

TEST_CASE("Extensions do what the evaluator says") {
    const std::vector<rasp::Input> numbers = {{.tokens = {1.5, -2.0, 9}}, {.tokens = {0}}};
    CHECK(count_and_compare(
              {"tokens", "floor", "ceil", "abs", "sign", "exp", "log", "sqrt", "max", "min"},
              "input(num) -> seq(num)", 10, numbers) > 400);
    CHECK(count_and_compare({"tokens", "zero", "aggregate_max", "aggregate_min", "causal", "full",
                             "selector_not"},
                            "input(num) -> seq(num)", 12, numbers) > 100);
    CHECK(count_and_compare({"tokens", "repeat", "print_int", "indices", "parse_int"},
                            "input(str) -> seq(str)", 10, words) > 50);
}

TEST_CASE("programs with abstractions behave as their bodies written out", "[rule_application]") {
    const std::string shift = "#(lambda (lambda (aggregate (select (indices $1) $0 equals_to) "
                              "(indices $1))))";
    const std::string twice = "#(lambda (add (mul $0 $0) (mul $0 $0)))";
    CHECK(count_and_compare({"indices", "one", "div", shift, twice, "#(" + twice + " one)"},
                            "input(str) -> seq(num)", 9, words) > 100);
}

TEST_CASE("arguments that an abstraction ignores cannot fail it", "[rule_application]") {
    CHECK(count_and_compare({"tokens", "indices", "aggregate", "full", "div", "one",
                             "#(lambda (lambda $1))", "#(lambda one)"},
                            "input(str) -> seq(num)", 10, words) > 100);
}

TEST_CASE("functions are arguments of abstractions", "[rule_application]") {
    const std::string twice = "#(lambda (lambda ($1 ($1 $0))))";
    const std::string on_halves = "#(lambda (lambda (add ($1 $0 one) ($1 one $0))))";
    const std::string third_order =
        "#(lambda (lambda (add ($1 (lambda (mul $0 $1))) ($1 (lambda (div one $0))))))";
    CHECK(count_and_compare({"indices", "one", "sub", twice}, "input(str) -> seq(num)", 11, words) >
          100);
    CHECK(count_and_compare({"indices", "one", "sub", on_halves}, "input(str) -> seq(num)", 10,
                            words) > 100);
    CHECK(count_and_compare({"indices", "one", "add", third_order}, "input(str) -> seq(num)", 11,
                            words) > 50);
}

TEST_CASE("an atom stands beside the input", "[rule_application]") {
    const std::vector<rasp::Input> with_atoms = {
        {rasp::characters("abca"), rasp::Value(std::string("a"))},
        {rasp::characters("b"), rasp::Value(std::string("a"))},
        {rasp::characters("ccab"), rasp::Value(std::string("c"))}};
    CHECK(count_and_compare({"tokens", "eq", "not", "#(lambda (lambda ($1 ($1 $0))))"},
                            "input(str) -> seq(str) -> seq(bool)", 9, with_atoms) > 50);
}

TEST_CASE("what fails is useless only where nothing can ignore it", "[rule_application]") {
    const auto is_strict = [](const std::vector<std::string>& productions) {
        lambda::TypeStore types;
        const Grammar grammar = uniform_grammar(types, productions, rasp_type);
        const GrammarView view(types, grammar);
        const ProgramTable table = make_program_table(
            types, view, lambda::parse_type(types, "input(str) -> seq(num)"), bound_of(8), {});
        return RuleApplication(table, view.productions(), rasp::Batch(words)).is_strict();
    };
    CHECK(is_strict({"indices", "one", "add", "#(lambda (add $0 $0))"}));
    CHECK_FALSE(is_strict({"indices", "one", "add", "#(lambda one)"}));
    CHECK_FALSE(is_strict({"indices", "one", "add", "#(lambda (lambda ($1 ($1 $0))))"}));
}

TEST_CASE("requests that cannot be run on examples are refused", "[rule_application]") {
    lambda::TypeStore types;
    for (const char* good : {"input(str) -> seq(num)", "input(t0) -> sel", "input(t0) -> t1",
                             "input(num) -> seq(num) -> seq(num)"}) {
        CHECK_NOTHROW(require_rasp_request(types, lambda::parse_type(types, good)));
    }
    for (const char* bad : {"seq(num)", "seq(num) -> seq(num)", "input(str)", "t0 -> seq(num)",
                            "input(str) -> sel -> seq(num)", "input(str) -> pred(num)",
                            "input(str) -> seq(num) -> seq(num) -> seq(num)",
                            "input(str) -> (seq(num) -> seq(num)) -> seq(num)"}) {
        CHECK_THROWS_WITH(require_rasp_request(types, lambda::parse_type(types, bad)),
                          Catch::Contains(bad) && Catch::Contains("input(a) -> seq(b)"));
    }
}

TEST_CASE("productions that are not RASP are refused where rules have them", "[rule_application]") {
    lambda::TypeStore types;
    const PrimitiveType with_car = [](lambda::TypeStore& store, std::string_view name) {
        return name == "car" ? std::optional(lambda::parse_type(store, "seq(t0) -> seq(t0)"))
                             : rasp_type(store, name);
    };
    const Grammar grammar = uniform_grammar(types, {{"indices", "car"}}, with_car);
    const GrammarView view(types, grammar);
    const auto make = [&](const char* request, const std::vector<rasp::Input>& inputs) {
        const ProgramTable table =
            make_program_table(types, view, lambda::parse_type(types, request), bound_of(5), {});
        RuleApplication(table, view.productions(), rasp::Batch(inputs));
    };
    CHECK_THROWS_WITH(make("input(str) -> seq(num)", words), Catch::Contains("'car'"));
    CHECK_THROWS_WITH(make("input(str) -> seq(num) -> seq(num)", words),
                      Catch::Contains("without an atom"));
}

} // namespace rasp_stitch::enumerator
