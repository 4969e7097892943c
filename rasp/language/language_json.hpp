#pragma once

// The table of primitives as JSON, for other programs. Types are written as in
// lambda/types/type_json.hpp.
//
//     language_json()[0]
//     // {"name": "tokens", "type": TYPE, "minimal": true, "aliases": [], "meaning": "...",
//     //  "example": {"program": "...", "input": "...", "output": "..."}}
//
// DreamCoder's Python side declares its primitives from this and so needs no table of its own.

#include "support/json/json_forward.hpp"

namespace rasp_stitch::rasp {

// Returns an entry for each primitive, in the order of the table.
Json language_json();

} // namespace rasp_stitch::rasp
