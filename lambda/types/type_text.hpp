#pragma once

// Door of lambda/types.
//
// Reads and writes types as text, in DreamCoder's form.
//
// ```cpp
// TypeStore types;
// const TypeId type = parse_type(types, "input(t0) -> (seq(num) -> seq(t0))");
// CHECK(print_type(types, type) == "input(t0) -> seq(num) -> seq(t0)");
// ```
//
// `t` and a number is a variable. Any other run of characters without blanks, parentheses and
// commas is a constructor, whose arguments stand in parentheses, `pair(int, bool)`. Arrows
// associate to the right: `a -> b -> c` is `a -> (b -> c)`.

#include "lambda/types/type_store.hpp"

#include <string>
#include <string_view>

namespace rasp_stitch::lambda {

// Returns the type that the text denotes. Throws InputError, with the text and the place, if there
// is none. Time is linear in the text, and nesting is limited by memory only.
TypeId parse_type(TypeStore& types, std::string_view text);

// Returns the type as text. Time is linear in the length of the text, which can be exponential in
// the number of distinct parts of the type (TypeStore::written_size).
std::string print_type(const TypeStore& types, TypeId type);

// Returns what print_type returns, or the beginning of it and "..." if it is long, for messages.
std::string excerpt_of_type(const TypeStore& types, TypeId type);

} // namespace rasp_stitch::lambda
