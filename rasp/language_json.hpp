#pragma once

// The language and tasks as other programs read them, types as lambda/type_json.hpp writes them.
//
//     language_json()[0]
//     // {"name": "tokens", "type": TYPE, "minimal": true, "aliases": [], "meaning": "...",
//     //  "example": {"program": "...", "input": "...", "output": "..."}}
//     tasks_json(read_tasks(text))[0]
//     // {"name": "count_a", "request": TYPE, "literals": [{"name": "str.a", "type": TYPE}],
//     //  "examples": [{"inputs": [["a", "b"]], "output": [1, 1]}]}
//
// DreamCoder's Python side builds its grammar and tasks from these, so that it keeps no table of
// its own.

#include "rasp/task.hpp"
#include "support/json_input.hpp"

#include <span>

namespace rasp_stitch::rasp {

// The table of primitives, in its order.
Json language_json();

// One for each entry. `inputs` are a program's arguments, the input and where there is one the
// atom; an example that must fail is left out, as DreamCoder's tasks know none. Throws InputError
// where a type or a program cannot be read, with the entry as a JSON pointer.
Json tasks_json(std::span<const TaskEntry> entries);

} // namespace rasp_stitch::rasp
