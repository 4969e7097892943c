#pragma once

// Writes tasks as JSON for the Python side of DreamCoder.
//
//     tasks_json(merged_tasks(rasp::read_tasks(text)))
//     // {"tasks": [{"name": "count_a", "request": TYPE, "literals": ["str.a"],
//     //             "examples": [{"inputs": [["a", "b"]], "output": [1, 1]}, ...]}, ...],
//     //  "types": {"str.a": TYPE, ...}}
//
// Types are as lambda/types/type_json.hpp writes them, and "types" has those of all literals.
// rasp::read_tasks reads the result.

#include "enumerator/solve/merged_tasks.hpp"
#include "support/json/json_forward.hpp"

#include <span>

namespace rasp_stitch::enumerator {

// Leaves out examples on which programs have to fail, since tasks of DreamCoder have no such
// examples.
Json tasks_json(std::span<const SearchTask> tasks);

} // namespace rasp_stitch::enumerator
