#pragma once

// Tasks as they are searched for.
//
//     const std::vector<SearchTask> tasks = merged_tasks(rasp::read_tasks(text));
//     tasks[0].task.name  // "length": its entries "length" and "length/core" are one task
//
// The literals of a task are the constants that its programs may use besides the grammar's
// productions: those that its entry names, else those of the program that its entry has, from
// which nothing else is taken.

#include "rasp/tasks/task.hpp"

#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

struct SearchTask {
    rasp::Task task;
    std::vector<std::string> literals; // canonical names in order, each once
};

// Entries whose names are the same up to a slash, with the same type and examples, are one task
// under that name, with the literals of them all; others keep their whole names. Throws InputError
// as rasp::check_task does, for a name that two tasks have, and for a program that cannot be read.
std::vector<SearchTask> merged_tasks(std::span<const rasp::TaskEntry> entries);

} // namespace rasp_stitch::enumerator
