#include "enumerator/solve/solve_groups.hpp"

#include "enumerator/grammar/expression_types.hpp"

#include "tests/enumerator/solve/number_groups.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <variant>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::enumerator;

namespace {

// What the program does on some words.
SearchTask task_of(const std::string& program) {
    return number_task(program, {"abca", "b", "ccab"});
}

const std::vector<SearchTask> tasks = {task_of("(lam (add (indices $0) (indices $0)))"),
                                       task_of("(lam (add one (indices $0)))"),
                                       task_of("(lam (indices $0))")};

std::vector<SearchGroup> groups = {group_of("indices,add,one", {0, 1}),
                                   group_of("indices,mul,two", {0}),
                                   group_of("indices,sub,add,one", {2, 1, 0})};

std::string text_of(const SearchGroup& group, const Solution& solution) {
    return print_expression(group.language.terms, solution.program.term);
}

std::string best(const SearchGroup& group, const TaskSearchResult& result, std::size_t task) {
    const std::vector<Solution>& solutions = result.solutions[task];
    return solutions.empty() ? "none" : text_of(group, solutions.front());
}

} // namespace

TEST_CASE("Each group is searched for in its own language") {
    for (const SearchKind search : {SearchKind::bottom_up, SearchKind::top_down}) {
        const std::vector<TaskSearchResult> results =
            solve_groups(tasks, groups, {.search = search, .upper = 9});
        REQUIRE(results.size() == 3);
        CHECK(best(groups[0], results[0], 0) == "(lambda (add (indices $0) (indices $0)))");
        CHECK(best(groups[1], results[1], 0).find("mul") != std::string::npos);
        CHECK(best(groups[2], results[2], 0) == "(lambda (indices $0))");
        CHECK(results[2].solutions.size() == 3);
    }
}

TEST_CASE("The weights of the grammar of a group decide which program is best for it") {
    const auto liking = [](std::size_t production) {
        SearchGroup group = group_of("indices,add,mul,two", {0});
        std::get<Grammar>(group.language.grammar).weights.productions[production] = 2;
        return group;
    };
    std::vector<SearchGroup> both = {liking(0), liking(3)};
    const std::vector<TaskSearchResult> results = solve_groups(tasks, both, {.upper = 12});
    CHECK(best(both[0], results[0], 0) == "(lambda (add (indices $0) (indices $0)))");
    CHECK(best(both[1], results[1], 0).find("two") != std::string::npos);
}

TEST_CASE(
    "The budget for a task is multiplied by the number of tasks that are searched for together") {
    const auto searched = [](std::uint64_t each, std::uint64_t most) {
        SolveOptions options;
        options.frontier_size = 200;
        options.few_examples = false;
        options.budget.programs = most;
        options.programs_per_task = each;
        return solve_groups(tasks, groups, options);
    };
    const std::vector<TaskSearchResult> results = searched(500, Budget::no_program_limit);
    for (std::size_t i = 0; i < groups.size(); ++i) {
        CHECK(results[i].stopped == StopReason::programs);
        CHECK(results[i].programs >= 500 * groups[i].tasks.size());
        CHECK(results[i].programs < 500 * groups[i].tasks.size() + 10);
    }
    CHECK(searched(500, 700)[2].programs < 710);
    CHECK(searched(Budget::no_program_limit - 1, 700)[2].programs < 710);
}

TEST_CASE("With limits on programs the same is found on any number of threads") {
    const bool few_examples = GENERATE(false, true);
    const auto searched = [&](std::size_t threads) {
        return solve_groups(tasks, groups,
                            {.frontier_size = 20,
                             .threads = threads,
                             .few_examples = few_examples,
                             .programs_per_task = 300});
    };
    const std::vector<TaskSearchResult> one = searched(1);
    const std::vector<TaskSearchResult> two = searched(2);
    std::size_t found = 0;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        CHECK(one[i].programs == two[i].programs);
        for (std::size_t task = 0; task < groups[i].tasks.size(); ++task) {
            const auto text = [&](const Solution& solution) {
                return text_of(groups[i], solution);
            };
            CHECK(
                std::ranges::equal(one[i].solutions[task], two[i].solutions[task], {}, text, text));
            found += one[i].solutions[task].size();
        }
    }
    CHECK(found > 10);
}

TEST_CASE("No groups give no results") {
    CHECK(solve_groups(tasks, {}, {}).empty());
}
