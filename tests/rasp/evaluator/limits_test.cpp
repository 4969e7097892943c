// Programs that are large, deep, or out to exhaust something.

#include "lambda/terms/parse.hpp"
#include "rasp/evaluator/compile.hpp"
#include "rasp/evaluator/evaluate.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::rasp;

namespace {

std::string repeated(std::size_t count, const std::string& before, const std::string& inside,
                     const std::string& after) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        text += before;
    }
    text += inside;
    for (std::size_t i = 0; i < count; ++i) {
        text += after;
    }
    return text;
}

Evaluation evaluation_of(const std::string& program, const Input& input,
                         const Limits& limits = {}) {
    lambda::TermStore store;
    return evaluate(store, lambda::parse(store, program), input, {.limits = limits});
}

const Input word{.tokens = characters("ab")};

} // namespace

TEST_CASE("A program of 100,000 levels is evaluated as any other") {
    constexpr std::size_t levels = 100'000;
    const Evaluation deep =
        evaluation_of("(lam " + repeated(levels, "(add one ", "(indices $0)", ")") + ")", word);
    CHECK(deep.output == Output(Sequence{std::int64_t{100'000}, std::int64_t{100'001}}));

    const Evaluation nots =
        evaluation_of("(lam " + repeated(levels, "(not ", "true", ")") + ")", word);
    CHECK(nots.output == Output(Sequence{true, true}));

    // Lets inside each other: each value once, however often it is used.
    const Evaluation lets =
        evaluation_of("(lam " + repeated(levels, "((lam ", "(add $0 zero)", ") $0)") + ")", word);
    CHECK(lets.failure.failure == FailureClass::type); // the innermost $0 is the input

    const Evaluation lambdas = evaluation_of(repeated(levels, "(lam ", "one", ")"), word);
    CHECK(lambdas.failure.failure == FailureClass::arity);
}

TEST_CASE("A tower of lets that is exponential when written out takes as many steps as lets") {
    std::string tower = "(indices $0)";
    for (std::size_t i = 0; i < 62; ++i) {
        tower = "((lam (add $0 $0)) " + tower + ")";
    }
    const Evaluation evaluation = evaluation_of("(lam " + tower + ")", word);
    CHECK(evaluation.output == Output(Sequence{std::int64_t{0}, std::int64_t{1} << 62U}));
}

TEST_CASE("Functions that double functions end at the limit, before memory does") {
    // 2 to the power of 2 to the ...: each numeral applies its function twice.
    const std::string two = "(lam (lam ($1 ($1 $0))))";
    const std::string tower = "(" + two + " " + two + " " + two + " " + two + " " + two +
                              " (lam (add one $0)) (indices $0))";
    const Evaluation evaluation = evaluation_of("(lam " + tower + ")", word);
    CHECK(evaluation.failure.failure == FailureClass::limit);
}

TEST_CASE("Selectors beyond the limit of memory are not made") {
    Input large;
    large.tokens.assign(100'000, Value(true));
    const std::string program = "(lam (select (indices $0) (indices $0) at_most))";
    CHECK(evaluation_of(program, large).failure.failure == FailureClass::limit);
    // With little memory smaller ones are not made either, but a program that needs none still
    // runs.
    Input small;
    small.tokens.assign(1000, Value(true));
    CHECK(evaluation_of(program, small, {.memory = 100'000}).failure.failure ==
          FailureClass::limit);
    CHECK(evaluation_of("(lam (length $0))", small, {.memory = 100'000}).output);
    CHECK(evaluation_of("(lam (add one one))", small, {.run_steps = 1000}).failure.failure ==
          FailureClass::limit);
}

TEST_CASE("Strings that double end at the limit") {
    std::string tower = "(tokens $0)";
    for (std::size_t i = 0; i < 100; ++i) {
        tower = "((lam (concat $0 $0)) " + tower + ")";
    }
    CHECK(evaluation_of("(lam " + tower + ")", word).failure.failure == FailureClass::limit);
}

TEST_CASE("What is too much together is evaluated one by one") {
    lambda::TermStore store;
    const auto program = lambda::parse(store, "(lam (add (indices $0) one))");
    std::vector<Input> inputs(10, word);
    inputs[3].tokens.assign(500, Value(true));
    const auto evaluations = evaluate(store, program, inputs, {.limits = {.run_steps = 60}});
    REQUIRE(evaluations.size() == 10);
    for (std::size_t i = 0; i < 10; ++i) {
        CHECK(evaluations[i].output.has_value() == (i != 3));
    }
}

TEST_CASE("Instructions that are equal, or that nothing needs, are not computed") {
    lambda::TermStore store;
    const auto count = [&](const std::string& program) {
        return compile(store, lambda::parse(store, program)).code->instructions.size();
    };
    CHECK(count("(lam (add (indices $0) (indices $0)))") == 2);
    CHECK(count("(lam ((lam (indices $1)) (select one two equals_to)))") == 1);
    CHECK(count("(lam (add one 1))") == 2);
    CHECK(count("(lam (add one 1.0))") == 3);
    // Memory is used again: a long chain needs two columns.
    const auto chain = compile(
        store, lambda::parse(store, "(lam " + repeated(50, "(neg ", "(indices $0)", ")") + ")"));
    CHECK(chain.code->column_slots == 2);
}
