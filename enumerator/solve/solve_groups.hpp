#pragma once

// Solves groups of tasks, each group in a language of its own, within one budget for all of them.
//
//     std::vector<SearchGroup> groups;
//     groups.push_back({.language = language, .request = request, .tasks = {0, 3}});
//     const std::vector<TaskSearchResult> results =
//         solve_groups(tasks, groups, {.budget = {.seconds = 60}});
//     results[0].solutions[1] // of tasks[3], best first; terms of groups[0].language
//
// group_tasks (enumerator/solve/group_tasks.hpp) says which tasks can be in one group.

#include "enumerator/grammar/language.hpp"
#include "enumerator/solve/merged_tasks.hpp"
#include "enumerator/solve/search_kind.hpp"
#include "enumerator/task_search/task_search.hpp"
#include "lambda/types/type_store.hpp"
#include "support/budget/budget.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

class SearchTeam; // enumerator/solve/search_team.hpp

struct SolveProgress {
    double reached = 0;         // nats, by the group that reported last
    std::uint64_t programs = 0; // looked at, by all groups
    std::size_t solved = 0;     // tasks
    std::size_t groups_done = 0;
    std::size_t groups = 0;
};

struct SolveOptions {
    SearchKind search = SearchKind::bottom_up;
    std::size_t frontier_size = 1; // programs wanted for each task
    double upper = 100;            // nats, excluded
    std::size_t threads = 1;

    // Who makes the searches, in place of the threads of this process. Threads and memory are then
    // limits for each of the machines. What is found does not depend on it, as long as it does not
    // depend on the number of threads.
    SearchTeam* team = nullptr;

    // Whether bottom-up search looks for each task by itself, on few examples first, in rounds
    // (enumerator/solve/task_rounds.hpp), or for all tasks of a group together.
    bool few_examples = true;

    // Whether the literals of tasks become productions of their groups, as with_literals adds them
    // (enumerator/rasp_language). A grammar with fitted weights is better left as it is. Only
    // `solve` reads this.
    bool adds_literals = true;

    // Whether the outputs of a task that is searched for alone are also used backwards. Programs that
    // are found so are not proven to be the most probable ones.
    bool backwards = true;

    // What has been found when a budget is used up stays valid. `budget.programs` is a limit for
    // each task that is searched for by itself, or else for each group. `programs_per_task` is one
    // for each task; for a group it is multiplied by the number of its tasks. The seconds are
    // shared out among the tasks or groups: where each of them ends then depends on the machine,
    // but with limits on programs alone it depends on nothing but the tasks.
    Budget budget = {};
    std::uint64_t programs_per_task = Budget::no_program_limit;

    std::function<void(const SolveProgress&)> on_progress = {}; // now and then, one at a time
};

struct SearchGroup {
    Language language; // the programs that are found are added to its terms
    lambda::TypeId request{};
    std::vector<std::size_t> tasks; // by number
};

// Returns the result of each group, with solutions in the order of the tasks of the group.
//
// With few examples, `reached` of a group is the least of its tasks without a program or, if there
// are none, the least of all, and its seconds are the sum of those of its tasks. Each thread
// searches for one task, or all threads search for one if there are fewer tasks than threads.
//
// Otherwise, as many groups are searched at once as there are threads, and groups with few tasks
// come first. The time that is left is divided by the number of rounds that the remaining groups
// take. Throws InputError as the searches do.
std::vector<TaskSearchResult> solve_groups(std::span<const SearchTask> tasks,
                                           std::span<SearchGroup> groups,
                                           const SolveOptions& options);

} // namespace rasp_stitch::enumerator
