#pragma once

// Types as text, in DreamCoder's form.
//
//     TypeId type = parse_type(types, "input(t0) -> seq(num) -> seq(t0)");
//     print_type(types, type) == "input(t0) -> seq(num) -> seq(t0)"
//
// `t` and a number is a variable; any other run of characters without blanks, parentheses and
// commas is a constructor, whose arguments stand in parentheses, `pair(int, bool)`. Arrows
// associate to the right: `a -> b -> c` is `a -> (b -> c)`.

#include "lambda/types/type_store.hpp"

#include <string>
#include <string_view>

namespace rasp_stitch::lambda {

// Throws InputError with the text, the place and what was expected. Linear in the text; nesting is
// limited by memory only.
TypeId parse_type(TypeStore& types, std::string_view text);

// Linear in the text that comes out, which can be much longer than the type is in its store
// (TypeStore::written_size).
std::string print_type(const TypeStore& types, TypeId type);

// For messages: print_type, or the beginning of it and "..." where it is long.
std::string excerpt_of_type(const TypeStore& types, TypeId type);

} // namespace rasp_stitch::lambda
