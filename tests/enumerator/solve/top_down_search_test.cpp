// Top-down and bottom-up search for tasks have to find the same.

#include "enumerator/bottom_up/bottom_up.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "enumerator/solve/top_down_search.hpp"
#include "enumerator/top_down/top_down.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "support/text/input_error.hpp"
#include "tests/enumerator/judge/random_rasp.hpp"

#include <catch2/catch.hpp>

#include <stop_token>
#include <string>
#include <variant>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::enumerator;

namespace {

std::vector<std::vector<double>> priors_of(const TaskSearchResult& result) {
    std::vector<std::vector<double>> priors;
    for (const std::vector<Solution>& solutions : result.solutions) {
        priors.emplace_back();
        for (const Solution& solution : solutions) {
            priors.back().push_back(solution.program.log_prior);
        }
    }
    return priors;
}

std::vector<std::vector<std::string>> programs_of(const Language& language,
                                                  const TaskSearchResult& result) {
    std::vector<std::vector<std::string>> programs;
    for (const std::vector<Solution>& solutions : result.solutions) {
        programs.emplace_back();
        for (const Solution& solution : solutions) {
            programs.back().push_back(print_expression(language.terms, solution.program.term));
        }
    }
    return programs;
}

} // namespace

TEST_CASE("Top-down and bottom-up search find programs of the same probability") {
    for (std::uint32_t seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        RandomRasp random(seed);
        const std::vector<rasp::Task> tasks = random.tasks(6);
        for (const std::size_t kept : {1U, 3U}) {
            const TaskSearchOptions options{.upper = random.upper(), .frontier_size = kept};
            const TaskSearchResult down =
                search_top_down(random.language(), random.request(), tasks, options);
            const TaskSearchResult up =
                search_bottom_up(random.language(), random.request(), tasks, options);
            CHECK(down.stopped == StopReason::none);
            CHECK(up.stopped == StopReason::none);
            CHECK(priors_of(down) == priors_of(up));
        }
    }
}

TEST_CASE("Both searches agree in languages with extensions, if_lazy among them") {
    std::size_t lazy = 0;
    for (std::uint32_t seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        RandomRasp random(seed, true);
        const std::vector<rasp::Task> tasks = random.tasks(6);
        const TaskSearchOptions options{.upper = random.upper(), .frontier_size = 3};
        const TaskSearchResult down =
            search_top_down(random.language(), random.request(), tasks, options);
        const TaskSearchResult up =
            search_bottom_up(random.language(), random.request(), tasks, options);
        CHECK(priors_of(down) == priors_of(up));
        for (const std::vector<std::string>& programs : programs_of(random.language(), up)) {
            for (const std::string& program : programs) {
                lazy += program.find("if_lazy") != std::string::npos ? 1U : 0U;
            }
        }
    }
    CHECK(lazy > 0);
}

TEST_CASE("Top-down search finds the same on any number of threads") {
    for (std::uint32_t seed = 1; seed <= 10; ++seed) {
        CAPTURE(seed);
        RandomRasp random(seed);
        const std::vector<rasp::Task> tasks = random.tasks(4);
        TaskSearchOptions options{.upper = random.upper(), .frontier_size = 4};
        const TaskSearchResult alone =
            search_top_down(random.language(), random.request(), tasks, options);
        for (const std::size_t threads : {2U, 8U}) {
            options.threads = threads;
            const TaskSearchResult together =
                search_top_down(random.language(), random.request(), tasks, options);
            CHECK(programs_of(random.language(), together) ==
                  programs_of(random.language(), alone));
            CHECK(together.reached == alone.reached);
            CHECK(together.programs == alone.programs);
        }
    }
}

TEST_CASE("Behaviours that take too much memory are dropped, which changes nothing else") {
    RandomRasp random(3);
    const std::vector<rasp::Task> tasks = random.tasks(4);
    TaskSearchOptions options{.upper = random.upper(), .frontier_size = 100};
    const TaskSearchResult much =
        search_top_down(random.language(), random.request(), tasks, options);
    options.budget.memory = 300'000; // enough for the table
    const TaskSearchResult little =
        search_top_down(random.language(), random.request(), tasks, options);
    CHECK(little.stopped == StopReason::none);
    CHECK(programs_of(random.language(), little) == programs_of(random.language(), much));
}

TEST_CASE("A top-down search ends when its budget is used up") {
    RandomRasp random(5);
    const std::vector<rasp::Task> tasks = random.tasks(4);
    const auto search = [&](const TaskSearchOptions& options) {
        return search_top_down(random.language(), random.request(), tasks, options);
    };
    const TaskSearchOptions base{.upper = 60, .frontier_size = 200};
    TaskSearchOptions options = base;
    options.budget.programs = 1000;
    CHECK(search(options).stopped == StopReason::programs);
    CHECK(search(options).programs == 1000);
    options = base;
    options.budget.seconds = 0;
    CHECK(search(options).stopped == StopReason::time);
    CHECK(search(options).reached == 0);
    options = base;
    options.budget.memory = 1;
    CHECK(search(options).stopped == StopReason::memory);
    std::stop_source source;
    source.request_stop();
    options = base;
    options.budget.stop = source.get_token();
    CHECK(search(options).stopped == StopReason::interrupted);
    CHECK(search({.upper = 0}).programs == 0);
}

TEST_CASE("A value that is not finite solves no task with finite outputs") {
    Language language = rasp_language("tokens,mul");
    const lambda::TypeId request = lambda::parse_type(language.types, "input(num) -> seq(num)");
    const rasp::Input large{.tokens = {1e200, std::int64_t{2}}};
    const std::vector<rasp::Task> tasks = {
        {.name = "t",
         .type = "input(num) -> seq(num)",
         .examples = {{large, rasp::Sequence{std::int64_t{5}, std::int64_t{4}}}}}};
    CHECK(search_top_down(language, request, tasks, {.upper = 9}).solutions[0].empty());
    CHECK(search_bottom_up(language, request, tasks, {.upper = 9}).solutions[0].empty());
}

TEST_CASE("A choice whose alternatives are almost impossible still has a cost") {
    Language language = rasp_language("tokens,one,add,neg");
    // neg: the others have exp(-40) of its probability
    std::get<Grammar>(language.grammar).weights.productions[3] = 40;
    const lambda::TypeId request = lambda::parse_type(language.types, "input(num) -> seq(num)");
    const rasp::Sequence numbers = {std::int64_t{1}, std::int64_t{5}};
    const std::vector<rasp::Task> tasks = {
        {.name = "same", .type = "", .examples = {{{.tokens = numbers}, numbers}}}};
    const TaskSearchResult up =
        search_bottom_up(language, request, tasks, {.upper = 45, .frontier_size = 3});
    const std::vector<std::string> programs = programs_of(language, up)[0];
    REQUIRE(programs.size() == 3);
    CHECK(programs[0] == "(lambda (tokens $0))");
    CHECK(programs[1] == "(lambda (neg (neg (tokens $0))))");
    CHECK(programs[2] == "(lambda (neg (neg (neg (neg (tokens $0))))))");
}
