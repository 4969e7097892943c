#pragma once

// Tasks as JSON, for DreamCoder's Python side.
//
//     tasks_json(merged_tasks(rasp::read_tasks(text)))
//     // {"tasks": [{"name": "count_a", "request": TYPE, "literals": ["str.a"],
//     //             "examples": [{"inputs": [["a", "b"]], "output": [1, 1]}, ...]}, ...],
//     //  "types": {"str.a": TYPE, ...}}
//
// Types are as lambda/types/type_json.hpp writes them, `types` those of all literals. What comes out is
// read again by rasp::read_tasks.

#include "enumerator/solve/merged_tasks.hpp"
#include "support/json/json_input.hpp"

#include <span>

namespace rasp_stitch::enumerator {

// An example that must fail is left out, as DreamCoder's tasks know none.
Json tasks_json(std::span<const SearchTask> tasks);

} // namespace rasp_stitch::enumerator
