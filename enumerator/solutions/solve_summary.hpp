#pragma once

// Door of enumerator/solutions.
// Not installed: enumerator/solve/solve.hpp searches for the programs of tasks.
//
// Describes what was found for tasks, for people. For programs there is JSON (frontiers_json.hpp),
// and judged_solutions.hpp says which solutions are sure.
//
// ```cpp
// #include "enumerator/rasp_language/rasp_language.hpp"
// #include "enumerator/solve/example_task.hpp"
// using namespace enumerator;
// const std::vector<std::string> examples = {"[3, 1, 2] -> [4, 2, 3]"};
// const std::vector<SearchTask> tasks = {{.task = example_task(examples), .literals = {}}};
// const std::vector<SolvedGroup> groups =
//     solve(tasks, rasp_language("tokens,indices,add,one"), {.upper = 12});
// const std::vector<TaskCheck> checks = {
//     check_solutions(groups[0].group.language, tasks[0].task, {}, groups[0].result.solutions[0])};
// CHECK(verdict_text(tasks, groups, checks, 12, 0.5).starts_with("1 of 1 task solved"));
// ```
//
//     solutions_text:  reverse  input(str) -> seq(str)
//                          -18.47  (lambda (aggregate ...))
//                          rests on 6 examples; after 0.5 s and 12,345 programs
//     groups_text:     input(str) -> seq(str): 9 of 14 solved; all programs below 23.40 nats looked
//                      at; stopped by the time limit
//     verdict_text:    46 of 78 tasks solved, 12,345,678 programs looked at, 60 s

#include "enumerator/solve/merged_tasks.hpp"
#include "enumerator/solve/solve.hpp"
#include "enumerator/solve/task_check.hpp"

#include <cstddef>
#include <span>
#include <string>

namespace rasp_stitch::enumerator {

// Returns at most `max_programs` of the best programs of each task, the examples that they rest on,
// and the tasks without programs. `checks` has what check_solutions returns for each task.
std::string solutions_text(std::span<const SearchTask> tasks, std::span<const SolvedGroup> groups,
                           std::span<const TaskCheck> checks, std::size_t max_programs);

// Returns how far the search for each group of tasks has come.
std::string groups_text(std::span<const SolvedGroup> groups);

// Returns how many tasks are solved, of how many the first program meets all examples held out, and
// why searches ended: at a limit, or because they had looked at all programs below the upper bound.
std::string verdict_text(std::span<const SearchTask> tasks, std::span<const SolvedGroup> groups,
                         std::span<const TaskCheck> checks, double upper, double seconds);

} // namespace rasp_stitch::enumerator
