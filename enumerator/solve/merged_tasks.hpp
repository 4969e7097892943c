#pragma once

// The tasks to search for, with the literals that their programs may use.
//
//     const std::vector<SearchTask> tasks = merged_tasks(rasp::read_tasks(text));
//     tasks[0].task.name  // "length": the entries "length" and "length/core" are one task
//
// The literals of a task are the constants that its programs may use besides the productions of the
// language: those that its entries name, or else the literals of the programs of its entries, from
// which nothing else is taken.

#include "rasp/tasks/task.hpp"

#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

struct SearchTask {
    rasp::Task task;
    std::vector<std::string> literals; // canonical names, sorted, each once
};

// Merges entries whose names are the same up to a slash and whose types and examples are the same
// into one task under that name, with the literals of all of them. Other entries keep their names.
// Examples that are empty on both sides are left out (enumerator/solve/empty_examples.hpp).
// Throws InputError as rasp::check_task does, for two tasks of one name, for a task whose inputs
// are all empty, and for a program that cannot be read.
std::vector<SearchTask> merged_tasks(std::span<const rasp::TaskEntry> entries);

} // namespace rasp_stitch::enumerator
