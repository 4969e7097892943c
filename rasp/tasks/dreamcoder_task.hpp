#pragma once

// Reads tasks as DreamCoder's messages have them.
//
//     {"name": "reverse", "request": TYPE,                     // lambda/types/type_json.hpp
//      "examples": [{"inputs": [["a", "b"]], "output": ["b", "a"]}, ...]}
//
// `inputs` has the tokens and, if the request asks for one, an atom. Other members are ignored.

#include "rasp/tasks/task.hpp"
#include "support/json/json_forward.hpp"

#include <cstddef>
#include <string>

namespace rasp_stitch::rasp {

// All functions throw InputError with the place in the document.
Task dreamcoder_task_from_json(const JsonCursor& json);

// The type of a RASP program, as text, and the number of its arguments, 1 or 2.
struct RequestedType {
    std::string text;
    std::size_t arity = 1;
};
RequestedType requested_type(const JsonCursor& json);

// Reads a list of the tokens and, if there are two arguments, the atom.
Input dreamcoder_input_from_json(const JsonCursor& json, std::size_t arity);

} // namespace rasp_stitch::rasp
