#pragma once

// Files of RASP as people write it, for a network to learn from: what a file defines under the name
// of a task is a program that solves it.
//
//     // reverse = aggregate(select(indices, length - indices - 1, ==), tokens);
//     const std::vector<enumerator::Frontier> frontiers =
//         read_source_frontiers(language, "solutions.rasp", tasks);

#include "enumerator/grammar/frontier.hpp"
#include "enumerator/grammar/language.hpp"
#include "enumerator/solve/merged_tasks.hpp"

#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::recognition {

// Returns a frontier for each task, into the stores of the language. Definitions that no task has
// the name of are ignored. Throws InputError if the file cannot be read, and for a program that is
// not of the type of its task.
std::vector<enumerator::Frontier>
read_source_frontiers(enumerator::Language& language, const std::string& path,
                      std::span<const enumerator::SearchTask> tasks);

} // namespace rasp_stitch::recognition
