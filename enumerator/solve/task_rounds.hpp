#pragma once

// Searches for each task by itself, on few examples first (enumerator/solve/few_examples.hpp), and
// deals the budget out in rounds.
//
//     const std::vector<TaskSearchResult> results = search_in_rounds(tasks, groups, options);
//
// The first round is short, so that a run that is stopped early has met the easy tasks. Each round
// after it gives four times as much to every task that has no program yet. Its search begins again,
// but with the examples that have been chosen so far. When what is left is not enough for another
// round behind the next one, that one is the last, and deals out everything; a task that ends early
// then leaves its time to those behind it. So most of what a task gets is spent in its last search,
// and as the number of programs grows exponentially with the bound, the earlier ones cost it a
// fraction of a nat.
//
// A task that has a program, but fewer than are wanted or none with a proof, comes behind those
// without in each round. All such tasks together get at most a quarter of what the others get.
//
// With a limit on programs, or without one of time, the rounds are measured in programs, so that
// nothing depends on time unless that is used up.

#include "enumerator/solve/merged_tasks.hpp"
#include "enumerator/solve/solve_groups.hpp"
#include "enumerator/task_search/task_search.hpp"

#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

// Returns the result of each group, as solve_groups does. Throws InputError as search_few_examples
// does.
std::vector<TaskSearchResult> search_in_rounds(std::span<const SearchTask> tasks,
                                               std::span<SearchGroup> groups,
                                               const SolveOptions& options);

} // namespace rasp_stitch::enumerator
