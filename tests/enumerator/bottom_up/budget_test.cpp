// Windows, budgets and what stops a search.

#include "enumerator/rasp_language/rasp_language.hpp"
#include "enumerator/top_down/top_down.hpp"
#include "lambda/types/type_text.hpp"
#include "support/text/input_error.hpp"
#include "tests/enumerator/judge/random_grammar.hpp"
#include "tests/enumerator/judge/window_programs.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <cmath>
#include <limits>
#include <stop_token>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::enumerator;

namespace {

struct Rasp {
    lambda::TypeStore types;
    std::vector<std::string> names{"indices", "tokens", "add",       "mul",      "zero",
                                   "one",     "select", "aggregate", "equals_to"};
    Grammar grammar = uniform_grammar(types, names, rasp_type);
    GrammarView view{types, grammar};
    lambda::TypeId request = lambda::parse_type(types, "input(str) -> seq(num)");
};

} // namespace

TEST_CASE("The probability of all programs is at most 1 and grows with the bound") {
    for (std::uint32_t seed = 1; seed <= 100; ++seed) {
        lambda::TypeStore types;
        RandomLanguage random(seed);
        const AnyGrammar grammar = random.grammar(types);
        const GrammarView view = view_of(types, grammar);
        const lambda::TypeId request = random.request(types);
        CAPTURE(seed);
        double before = 0;
        for (const double upper : {2.0, 4.0, 6.0, 8.0}) {
            double mass = 0;
            const ProgramTable table =
                make_program_table(types, view, request, bound_of(upper), {.memory = 1U << 24U});
            const TopDownResult result = enumerate_top_down(
                table, {.upper = upper, .budget = {.programs = 200'000}},
                [&](const Derivation& program) { mass += std::exp(program.log_prior()); });
            CHECK(mass <= 1 + 1e-9);
            if (result.stopped == StopReason::none) {
                CHECK(mass >= before - 1e-9);
                before = mass;
            }
        }
    }
}

TEST_CASE("Adjacent windows contain each program once") {
    const Rasp rasp;
    const auto all = window_programs(rasp.types, rasp.view, rasp.request, {.upper = 12});
    std::size_t programs = 0;
    for (double lower = 0; lower < 12; lower += 0.75) {
        for (const auto& [text, log_prior] : window_programs(
                 rasp.types, rasp.view, rasp.request, {.lower = lower, .upper = lower + 0.75})) {
            programs += all.at(text) == log_prior && -log_prior >= lower ? 1U : 0U;
        }
    }
    CHECK(programs == all.size());
    CHECK(programs > 500);
}

TEST_CASE("A search reports which limit of its budget ended it") {
    const Rasp rasp;
    const auto search = [&](TopDownOptions options) {
        options.upper = 60; // takes longer than anybody can wait
        return enumerate_top_down(rasp.types, rasp.view, rasp.request, options);
    };
    for (const std::size_t threads : {1U, 2U, 8U}) {
        CAPTURE(threads);
        const TopDownResult some = search({.threads = threads, .budget = {.programs = 12'345}});
        CHECK(some.programs == 12'345);
        CHECK(some.stopped == StopReason::programs);
        CHECK(search({.threads = threads, .budget = {.seconds = 0.02}}).stopped ==
              StopReason::time);
        const TopDownResult none = search({.threads = threads, .budget = {.seconds = 0}});
        CHECK(none.programs == 0);
        CHECK(none.stopped == StopReason::time);
        std::stop_source source;
        source.request_stop();
        CHECK(search({.threads = threads, .budget = {.stop = source.get_token()}}).stopped ==
              StopReason::interrupted);
    }
    CHECK(search({.budget = {.memory = 100}}).stopped == StopReason::memory);
}

TEST_CASE("A search whose types grow without end is stopped") {
    lambda::TypeStore types;
    Grammar grammar{.productions = {{"unwrap", lambda::parse_type(types, "list(t0) -> t0")}},
                    .weights = {.variable = 0, .productions = {0}}};
    const TopDownResult result = enumerate_top_down(types, GrammarView(types, grammar),
                                                    types.constructor("a"), {.upper = 5});
    CHECK(result.programs == 0);
    CHECK(result.stopped == StopReason::types);
}

TEST_CASE("A type without programs, a grammar without productions and an empty window give none") {
    Rasp rasp;
    const auto count = [&](std::string_view type, const TopDownOptions& options) {
        const TopDownResult result = enumerate_top_down(
            rasp.types, rasp.view, lambda::parse_type(rasp.types, type), options);
        CHECK(result.stopped == StopReason::none);
        return result.programs;
    };
    CHECK(count("input(str) -> tree", {.upper = 30}) == 0);
    CHECK(count("input(str) -> seq(num)", {.lower = 8, .upper = 8}) == 0);
    CHECK(count("input(str) -> seq(num)", {.lower = 8, .upper = 4}) == 0);
    const Grammar empty;
    const GrammarView variables(rasp.types, empty);
    CHECK(enumerate_top_down(rasp.types, variables, lambda::parse_type(rasp.types, "t0 -> t0"),
                             {.upper = 1})
              .programs == 1); // (lambda $0)
    CHECK(enumerate_top_down(rasp.types, variables, rasp.request, {.upper = 30}).programs == 0);
}

TEST_CASE("A primitive of weight -infinity is never used, and no bound is no window") {
    Rasp rasp;
    rasp.grammar.weights.productions[2] = impossible;
    for (const auto& [text, log_prior] :
         window_programs(rasp.types, rasp.view, rasp.request, {.upper = 9})) {
        CHECK(text.find("add") == std::string::npos);
    }
    rasp.grammar.weights.productions.assign(rasp.names.size(), impossible);
    CHECK(window_programs(rasp.types, rasp.view, rasp.request, {.upper = 9}).empty());
    for (const double bound : {std::numeric_limits<double>::infinity(), std::nan("")}) {
        CHECK_THROWS_AS(enumerate_top_down(rasp.types, rasp.view, rasp.request, {.upper = bound}),
                        InputError);
    }
}
