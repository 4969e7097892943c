#pragma once

// Reads the programs of a file: of a corpus, or of frontiers as rasp-enumerate --out and rasp-dream
// write them.
//
//     std::vector<TaskEntry> entries = read_programs(JsonCursor(document));
//     entries[0].task.name // "reverse"; the programs of a frontier follow each other
//     const std::vector<std::string> missing = use_examples(entries, read_tasks(tasks_text));
//
// Frontiers have no examples of their own; a file of tasks has them, under the names of the tasks.

#include "rasp/tasks/task.hpp"
#include "support/json/json_forward.hpp"

#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::rasp {

// Returns an entry for each program, best programs of a task first, and for a corpus also those
// without a program. Throws InputError with the place.
std::vector<TaskEntry> read_programs(const JsonCursor& document);

// Gives each entry with a program the examples that the task of its name has in place of its own.
// A task called "length/core" is also found as "length". Removes the entries for which there is no
// task, and returns their names, each once.
std::vector<std::string> use_examples(std::vector<TaskEntry>& entries,
                                      std::span<const TaskEntry> tasks);

} // namespace rasp_stitch::rasp
