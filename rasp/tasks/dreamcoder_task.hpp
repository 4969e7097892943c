#pragma once

// Tasks as DreamCoder's messages have them.
//
//     {"name": "reverse", "request": TYPE,                     // lambda/types/type_json.hpp
//      "examples": [{"inputs": [["a", "b"]], "output": ["b", "a"]}, ...]}
//
// `inputs` has the tokens and, where the request asks for one, an atom. Other members are not
// looked at.

#include "rasp/tasks/task.hpp"
#include "support/json/json_cursor.hpp"

#include <cstddef>
#include <string>

namespace rasp_stitch::rasp {

// All throw InputError with the place in the document.
Task dreamcoder_task_from_json(const JsonCursor& json);

// The type of a program of RASP, as text, and how many arguments it has: 1 or 2.
struct RequestedType {
    std::string text;
    std::size_t arity = 1;
};
RequestedType requested_type(const JsonCursor& json);

// A list of the tokens and, where two arguments are asked for, an atom.
Input dreamcoder_input_from_json(const JsonCursor& json, std::size_t arity);

} // namespace rasp_stitch::rasp
