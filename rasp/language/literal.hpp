#pragma once

// Literals: the names of constants.
//
//     parse_literal("3")         // the int 3
//     parse_literal("0.5")       // the float 0.5
//     parse_literal("str.%28")   // the string "("
//     parse_literal("one")       // the int 1, as "1" is
//     parse_literal("tokens")    // nullopt
//     literal_name(Value(1))     // "one"
//
// Integers are -?[0-9]+ within 64 bits, and floats are -?[0-9]+\.[0-9]+. A string is `str.` and its
// text, in which every byte outside of [A-Za-z0-9_+*/<>=!?,;:&@^~-] is written as %XX. Besides
// these there are zero, one, two, true and false.

#include "rasp/language/value.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace rasp_stitch::rasp {

// Returns nullopt if the name is not a literal. Throws InputError if it looks like one but is
// wrong: a string with bytes that are not encoded or not UTF-8, or a number that is too large.
std::optional<Value> parse_literal(std::string_view name);

// Returns the canonical name, which is the same for equal values with equal tags and is read back
// as that value. Throws InputError for a number that is not finite, since it has no name.
std::string literal_name(const Value& value);

} // namespace rasp_stitch::rasp
