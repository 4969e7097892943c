#pragma once

// Literals: the names of constants.
//
//     parse_literal("3")         // the int 3
//     parse_literal("0.5")       // the float 0.5
//     parse_literal("str.%28")   // the string "("
//     parse_literal("one")       // the int 1, as "1" is
//     parse_literal("tokens")    // nothing
//     literal_name(Value(1))     == "one"
//
// Integers are -?[0-9]+ within 64 bits, floats -?[0-9]+\.[0-9]+, strings `str.` and the text with
// every byte outside of [A-Za-z0-9_+*/<>=!?,;:&@^~-] as %XX; and there are zero, one, two, true and
// false.

#include "rasp/language/value.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace rasp_stitch::rasp {

// Nothing where the name is no literal. One that looks like a literal but is not (a string whose
// bytes are not encoded or are not UTF-8, a number that no value holds) is an InputError.
std::optional<Value> parse_literal(std::string_view name);

// The canonical name: the same for equal values with equal tags, and read back as that value. A
// number that is not finite has no name; it is an InputError.
std::string literal_name(const Value& value);

} // namespace rasp_stitch::rasp
