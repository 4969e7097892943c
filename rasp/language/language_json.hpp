#pragma once

// The language as other programs read it, types as lambda/types/type_json.hpp writes them.
//
//     language_json()[0]
//     // {"name": "tokens", "type": TYPE, "minimal": true, "aliases": [], "meaning": "...",
//     //  "example": {"program": "...", "input": "...", "output": "..."}}
//
// DreamCoder's Python side declares its primitives from this, so that it keeps no table of its own.

#include "support/json/json_input.hpp"

namespace rasp_stitch::rasp {

// The table of primitives, in its order.
Json language_json();

} // namespace rasp_stitch::rasp
