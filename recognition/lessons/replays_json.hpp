#pragma once

// Programs that were found for tasks, read for a network to learn from.
//
//     // {"DSL": GRAMMAR, "frontiers": [{"task": "reverse",
//     //                                 "programs": [{"program": "(lambda ...)"}, ...]}, ...]}
//     const std::vector<Replay> replays = read_replays(types, JsonCursor(document), tasks, store);
//
// The form is that of enumerator/solve/frontiers_json.hpp, of which only these members are looked at, and
// a program's "logLikelihood".

#include "enumerator/solve/merged_tasks.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"
#include "recognition/lessons/lessons.hpp"
#include "support/json/json_cursor.hpp"

#include <span>
#include <vector>

namespace rasp_stitch::recognition {

// Those of the tasks that have programs, in the order of the document; frontiers of other tasks are
// left out. InputError with the place where a program cannot be read.
std::vector<Replay> read_replays(lambda::TypeStore& types, const JsonCursor& json,
                                 std::span<const enumerator::SearchTask> tasks,
                                 lambda::TermStore& store);

} // namespace rasp_stitch::recognition
