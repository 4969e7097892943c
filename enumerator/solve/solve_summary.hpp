#pragma once

// Describes what was found for tasks, for people.
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
