#pragma once

// Writes values for people at a terminal.
//
//     shown(Value("a"))                       == "a"
//     shown(Value("a b"))                     == "\"a b\""
//     shown(Sequence{Value(1), Value(0.5)})   == "1 0.5"
//     std::fputs(grid(matrix, characters("ab")).c_str(), stdout);
//     //   a b
//     // a # .
//     // b . #

#include "rasp/language/value.hpp"

#include <string>
#include <string_view>

namespace rasp_stitch::rasp {

// A string that could be taken for something else, or for several values, is quoted as in JSON; a
// float has a point.
std::string shown(const Value& value);

// Returns the values with a blank between them.
std::string shown(const Sequence& sequence);

// Draws a selector: rows are queries, columns are keys, and `#` is a selected key. The tokens, as
// many as there are rows, head both. Each line begins with the indent and ends with a newline.
std::string grid(const Matrix& matrix, const Sequence& tokens, std::string_view indent = "");

// Returns the output, each line with the indent before it and a newline at its end.
std::string shown(const Output& output, const Sequence& tokens, std::string_view indent = "");

} // namespace rasp_stitch::rasp
