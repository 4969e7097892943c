#pragma once

// Types as DreamCoder's messages have them.
//
//     {"constructor": "seq", "arguments": [{"constructor": "num", "arguments": []}]} // seq(num)
//     {"index": 0}                                                                  // t0
//
// A function type is the constructor "->" with two arguments.

#include "lambda/types/type_store.hpp"
#include "support/json/json_cursor.hpp"

namespace rasp_stitch::lambda {

// Throws InputError with the place.
TypeId read_type(TypeStore& types, const JsonCursor& json);

Json type_json(const TypeStore& types, TypeId type);

} // namespace rasp_stitch::lambda
