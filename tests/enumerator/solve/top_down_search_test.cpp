// Top-down search for tasks, beside bottom-up search: they shall find the same.

#include "enumerator/bottom_up/bottom_up.hpp"
#include "enumerator/grammar/grammar_json.hpp"
#include "enumerator/solve/top_down_search.hpp"
#include "enumerator/top_down/top_down.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "support/text/input_error.hpp"
#include "tests/enumerator/judge/random_rasp.hpp"

#include <catch2/catch.hpp>

#include <stop_token>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::enumerator;

namespace {

std::vector<std::vector<double>> priors_of(const TaskSearchResult& result) {
    std::vector<std::vector<double>> priors;
    for (const std::vector<Solution>& solutions : result.solutions) {
        priors.emplace_back();
        for (const Solution& solution : solutions) {
            priors.back().push_back(solution.log_prior);
        }
    }
    return priors;
}

std::vector<std::vector<std::string>> programs_of(const TaskSearchResult& result) {
    std::vector<std::vector<std::string>> programs;
    for (const std::vector<Solution>& solutions : result.solutions) {
        programs.emplace_back();
        for (const Solution& solution : solutions) {
            programs.back().push_back(solution.program);
        }
    }
    return programs;
}

} // namespace

TEST_CASE("Top-down and bottom-up search find programs of the same probability") {
    for (std::uint32_t seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        RandomRasp random(seed);
        const GrammarView view = view_of(random.types(), random.grammar());
        const std::vector<rasp::Task> tasks = random.tasks(6);
        for (const std::size_t kept : {1U, 3U}) {
            const TaskSearchOptions options{.upper = random.upper(), .kept = kept};
            const TaskSearchResult down =
                search_top_down(random.types(), view, random.request(), tasks, options);
            const TaskSearchResult up =
                enumerate_bottom_up(random.types(), view, random.request(), tasks, options);
            CHECK(down.stopped == StopReason::none);
            CHECK(up.stopped == StopReason::none);
            CHECK(priors_of(down) == priors_of(up));
        }
    }
}

TEST_CASE("Top-down search finds the same on any number of threads") {
    for (std::uint32_t seed = 1; seed <= 10; ++seed) {
        CAPTURE(seed);
        RandomRasp random(seed);
        const GrammarView view = view_of(random.types(), random.grammar());
        const std::vector<rasp::Task> tasks = random.tasks(4);
        TaskSearchOptions options{.upper = random.upper(), .kept = 4};
        const TaskSearchResult alone =
            search_top_down(random.types(), view, random.request(), tasks, options);
        for (const std::size_t threads : {2U, 8U}) {
            options.threads = threads;
            const TaskSearchResult together =
                search_top_down(random.types(), view, random.request(), tasks, options);
            CHECK(programs_of(together) == programs_of(alone));
            CHECK(together.reached == alone.reached);
            CHECK(together.programs == alone.programs);
        }
    }
}

TEST_CASE("Behaviours that take too much memory are forgotten, which changes nothing") {
    RandomRasp random(3);
    const GrammarView view = view_of(random.types(), random.grammar());
    const std::vector<rasp::Task> tasks = random.tasks(4);
    TaskSearchOptions options{.upper = random.upper(), .kept = 100};
    const TaskSearchResult much =
        search_top_down(random.types(), view, random.request(), tasks, options);
    options.most_memory = 300'000; // enough for the table
    const TaskSearchResult little =
        search_top_down(random.types(), view, random.request(), tasks, options);
    CHECK(little.stopped == StopReason::none);
    CHECK(programs_of(little) == programs_of(much));
}

TEST_CASE("A top-down search ends with what its budget allows") {
    RandomRasp random(5);
    const GrammarView view = view_of(random.types(), random.grammar());
    const std::vector<rasp::Task> tasks = random.tasks(4);
    const auto search = [&](const TaskSearchOptions& options) {
        return search_top_down(random.types(), view, random.request(), tasks, options);
    };
    const TaskSearchOptions base{.upper = 60, .kept = 200};
    TaskSearchOptions options = base;
    options.most_programs = 1000;
    CHECK(search(options).stopped == StopReason::programs);
    CHECK(search(options).programs == 1000);
    options = base;
    options.seconds = 0;
    CHECK(search(options).stopped == StopReason::time);
    CHECK(search(options).reached == 0);
    options = base;
    options.most_memory = 1;
    CHECK(search(options).stopped == StopReason::memory);
    std::stop_source source;
    source.request_stop();
    options = base;
    options.stop = source.get_token();
    CHECK(search(options).stopped == StopReason::interrupted);
    CHECK(search({.upper = 0}).programs == 0);
}

TEST_CASE("A value that is not finite solves no task but with itself") {
    lambda::TypeStore types;
    const std::vector<std::string> names = {"tokens", "mul"};
    const Grammar grammar = uniform_grammar(types, names, rasp_type);
    const GrammarView view(types, grammar);
    const lambda::TypeId request = lambda::parse_type(types, "input(num) -> seq(num)");
    const rasp::Input large{.tokens = {1e200, std::int64_t{2}}};
    const std::vector<rasp::Task> tasks = {
        {.name = "t",
         .type = "input(num) -> seq(num)",
         .examples = {{large, rasp::Sequence{std::int64_t{5}, std::int64_t{4}}}}}};
    CHECK(search_top_down(types, view, request, tasks, {.upper = 9}).solutions[0].empty());
    CHECK(enumerate_bottom_up(types, view, request, tasks, {.upper = 9}).solutions[0].empty());
}

TEST_CASE("A choice whose rivals are next to impossible still has its price") {
    lambda::TypeStore types;
    const std::vector<std::string> names = {"tokens", "one", "add", "neg"};
    Grammar grammar = uniform_grammar(types, names, rasp_type);
    grammar.weights.productions[3] = 40; // neg: the others have exp(-40) of its probability
    const GrammarView view(types, grammar);
    const lambda::TypeId request = lambda::parse_type(types, "input(num) -> seq(num)");
    const rasp::Sequence numbers = {std::int64_t{1}, std::int64_t{5}};
    const std::vector<rasp::Task> tasks = {
        {.name = "same", .type = "", .examples = {{{.tokens = numbers}, numbers}}}};
    const TaskSearchResult up =
        enumerate_bottom_up(types, view, request, tasks, {.upper = 45, .kept = 3});
    REQUIRE(up.solutions[0].size() == 3);
    CHECK(up.solutions[0][0].program == "(lambda (tokens $0))");
    CHECK(up.solutions[0][1].program == "(lambda (neg (neg (tokens $0))))");
    CHECK(up.solutions[0][2].program == "(lambda (neg (neg (neg (neg (tokens $0))))))");
}
