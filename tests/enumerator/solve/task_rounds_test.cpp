#include "enumerator/solve/task_rounds.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "tests/enumerator/solve/number_groups.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdint>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::enumerator;

namespace {

const std::vector<SearchTask> tasks = {
    word_task("(lam (indices $0))"), word_task("(lam (add one (indices $0)))"),
    word_task("(lam (mul (length $0) (mul (length $0) (add (indices $0) 41))))"), // out of reach
    word_task("(lam (aggregate (select (tokens $0) (tokens $0) equals_to) (indices $0)))")};

std::vector<SearchGroup> both_groups() {
    return {group_of("indices,tokens,add,one,select,aggregate,equals_to", {3, 2, 0, 1}),
            group_of("indices,add,mul,one", {1, 2})};
}

std::vector<std::string> texts_of(const SearchGroup& group, const TaskSearchResult& result) {
    std::vector<std::string> texts;
    for (const std::vector<Solution>& solutions : result.solutions) {
        std::string text;
        for (const Solution& solution : solutions) {
            text += print_expression(group.language.terms, solution.program.term) + "; ";
        }
        texts.push_back(text);
    }
    return texts;
}

// Limited in programs alone, so that nothing depends on time.
SolveOptions limited(std::uint64_t programs) {
    SolveOptions options;
    options.programs_per_task = programs;
    return options;
}

} // namespace

TEST_CASE("Rounds find the best program of each task, in the language of its group") {
    std::vector<SearchGroup> groups = both_groups();
    const std::vector<TaskSearchResult> results = search_in_rounds(tasks, groups, limited(60'000));
    REQUIRE(results.size() == 2);
    CHECK(texts_of(groups[0], results[0]) ==
          std::vector<std::string>{
              "(lambda (aggregate (select (tokens $0) (tokens $0) equals_to) (indices $0))); ", "",
              "(lambda (indices $0)); ", "(lambda (add (indices $0) one)); "});
    CHECK(texts_of(groups[1], results[1]) ==
          std::vector<std::string>{"(lambda (add (indices $0) one)); ", ""});
    for (std::size_t group = 0; group < groups.size(); ++group) {
        CHECK(results[group].stopped == StopReason::programs);
        CHECK(results[group].programs > 60'000);
        CHECK(results[group].programs <= 60'000 * groups[group].tasks.size());
        CHECK(results[group].reached > 15); // that of the task without a program
    }
}

TEST_CASE("Rounds find the same on any number of threads") {
    for (const std::size_t kept : {1U, 3U}) {
        SolveOptions options = limited(100'000); // two rounds
        options.frontier_size = kept;
        std::vector<SearchGroup> alone = both_groups();
        const std::vector<TaskSearchResult> expected = search_in_rounds(tasks, alone, options);
        for (const std::size_t threads : {2U, 8U}) {
            CAPTURE(kept, threads);
            options.threads = threads;
            std::vector<SearchGroup> groups = both_groups();
            const std::vector<TaskSearchResult> found = search_in_rounds(tasks, groups, options);
            for (std::size_t group = 0; group < groups.size(); ++group) {
                CHECK(found[group].programs == expected[group].programs);
                CHECK(found[group].reached == expected[group].reached);
                CHECK(found[group].stopped == expected[group].stopped);
                CHECK(texts_of(groups[group], found[group]) ==
                      texts_of(alone[group], expected[group]));
            }
        }
    }
}

TEST_CASE("Each task has the programs of the budget, however many tasks there are") {
    std::vector<SearchGroup> groups = {group_of("indices,add,mul,one", {2, 2, 2})};
    SolveOptions options = limited(80'000);
    for (const std::uint64_t limit : {50'000U, 90'000U}) {
        options.budget.programs = limit;
        const TaskSearchResult result = search_in_rounds(tasks, groups, options)[0];
        CHECK(result.programs == 3 * std::min<std::uint64_t>(limit, 80'000));
        CHECK(result.stopped == StopReason::programs);
    }
}

TEST_CASE("A task finds alone what it finds beside another one") {
    SearchTask other = tasks[2];
    other.task.name = "other";
    const std::vector<SearchTask> both = {tasks[2], other};
    SolveOptions options = limited(500'000);
    options.frontier_size = 3;
    std::vector<SearchGroup> alone = {group_of("indices,length,add,mul,one", {0})};
    const TaskSearchResult found = search_in_rounds(both, alone, options)[0];
    std::vector<SearchGroup> beside = {group_of("indices,length,add,mul,one", {0, 1})};
    const TaskSearchResult expected = search_in_rounds(both, beside, options)[0];
    CHECK(found.reached == expected.reached);
    CHECK(found.programs == 500'000);
    CHECK(texts_of(alone[0], found)[0] == texts_of(beside[0], expected)[0]);
}

TEST_CASE("Rounds that are interrupted keep what they have found") {
    for (const std::size_t threads : {1U, 2U}) {
        std::vector<SearchGroup> groups = both_groups();
        std::stop_source source;
        SolveOptions options;
        options.threads = threads;
        options.budget.stop = source.get_token();
        SolveProgress last;
        options.on_progress = [&](const SolveProgress& progress) {
            last = progress;
            if (progress.solved == 4) { // all but one task, which is in both groups
                source.request_stop();
            }
        };
        const std::vector<TaskSearchResult> results = search_in_rounds(tasks, groups, options);
        CHECK(last.groups == 2);
        CHECK(last.groups_done == 0);
        CHECK(results[0].stopped == StopReason::interrupted);
        CHECK(results[1].stopped == StopReason::interrupted);
        CHECK(results[0].solutions[0].size() == 1);
        CHECK(results[0].solutions[1].empty());
        CHECK(results[1].solutions[0].size() == 1);
    }
}

TEST_CASE("Rounds end when their time is used up, and have met the easy tasks") {
    std::vector<SearchGroup> groups = both_groups();
    SolveOptions options;
    options.budget.seconds = 0.5;
    const std::vector<TaskSearchResult> results = search_in_rounds(tasks, groups, options);
    CHECK(results[0].stopped == StopReason::time);
    CHECK(results[0].solutions[1].empty());
    options.budget.seconds = 0;
    CHECK(search_in_rounds(tasks, groups, options)[0].stopped == StopReason::time);
}

TEST_CASE("Rounds end by themselves when there is nothing left to find") {
    std::vector<SearchGroup> groups = both_groups();
    SolveOptions options;
    options.upper = 9;
    const std::vector<TaskSearchResult> results = search_in_rounds(tasks, groups, options);
    for (const TaskSearchResult& result : results) {
        CHECK(result.stopped == StopReason::none);
        CHECK(result.reached >= 9);
    }
    CHECK(search_in_rounds(tasks, {}, options).empty());
    std::vector<SearchGroup> empty = {group_of("indices,one", {})};
    CHECK(search_in_rounds(tasks, empty, options)[0].solutions.empty());
}
