#pragma once

// What was found for tasks, for people.
//
//     solutions_text: reverse  input(str) -> seq(str)
//                         -18.47  (lambda (aggregate ...))
//                         after 0.5 s and 12,345 programs
//     groups_text:    input(str) -> seq(str), 9 of 14 tasks: all programs below 23.4 nats looked
//     at;
//                     stopped by the time limit
//     verdict_text:   46 of 78 tasks solved, 12,345,678 programs looked at, 60 s

#include "enumerator/solve/merged_tasks.hpp"
#include "enumerator/solve/solve.hpp"

#include <cstddef>
#include <span>
#include <string>

namespace rasp_stitch::enumerator {

// The best programs of each task, so many at most, and the tasks that have none.
std::string solutions_text(std::span<const SearchTask> tasks, std::span<const SolvedGroup> groups,
                           std::size_t most);

// How far the search of each group of tasks got.
std::string groups_text(std::span<const SolvedGroup> groups);

std::string verdict_text(std::span<const SearchTask> tasks, std::span<const SolvedGroup> groups,
                         double seconds);

} // namespace rasp_stitch::enumerator
