#pragma once

// Reads the programs that were found for tasks, for a network to learn from.
//
//     // {"frontiers": [{"task": "reverse", "programs": [{"program": "(lambda ...)"}, ...]}, ...]}
//     const std::vector<enumerator::Frontier> frontiers =
//         read_frontiers(language, JsonCursor(document), tasks);
//
// The form is that of enumerator/grammar/frontier_json.hpp, whose requests are not read: they are
// the tasks' own.

#include "enumerator/grammar/frontier.hpp"
#include "enumerator/grammar/language.hpp"
#include "enumerator/solve/merged_tasks.hpp"
#include "support/json/json_forward.hpp"

#include <span>
#include <vector>

namespace rasp_stitch::recognition {

// Returns a frontier for each task, into the stores of the language. Frontiers of other tasks are
// ignored. Throws InputError with the place if a program cannot be read.
std::vector<enumerator::Frontier> read_frontiers(enumerator::Language& language,
                                                 const JsonCursor& json,
                                                 std::span<const enumerator::SearchTask> tasks);

} // namespace rasp_stitch::recognition
