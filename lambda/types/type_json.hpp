#pragma once

// Reads and writes types in the form of DreamCoder's messages.
//
//     {"constructor": "seq", "arguments": [{"constructor": "num", "arguments": []}]} // seq(num)
//     {"index": 0}                                                                   // t0
//
// A function type is the constructor "->" with two arguments.

#include "lambda/types/type_store.hpp"
#include "support/json/json_forward.hpp"

namespace rasp_stitch::lambda {

// Returns the type that the JSON value denotes. Throws InputError, with the place, if there is
// none.
TypeId read_type(TypeStore& types, const JsonCursor& json);

// Returns the type as JSON.
Json type_json(const TypeStore& types, TypeId type);

} // namespace rasp_stitch::lambda
