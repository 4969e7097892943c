#pragma once

// Tasks as DreamCoder's messages have them.
//
//     {"name": "reverse", "request": TYPE,                     // lambda/type_json.hpp
//      "examples": [{"inputs": [["a", "b"]], "output": ["b", "a"]}, ...]}
//
// `inputs` has the tokens and, where the request asks for one, an atom. Other members are not
// looked at.

#include "rasp/task.hpp"
#include "support/json_cursor.hpp"

namespace rasp_stitch::rasp {

// Throws InputError with the place in the document.
Task dreamcoder_task_from_json(const JsonCursor& json);

} // namespace rasp_stitch::rasp
