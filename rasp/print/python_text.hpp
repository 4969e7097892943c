#pragma once

// Primitives and constants as Python writes them.
//
//     function_of(*find_primitive("add")) // "x + y"
//     python_literal(Value(true))         // "True"

#include "rasp/language/primitives.hpp"
#include "rasp/language/value.hpp"

#include <string>
#include <string_view>

namespace rasp_stitch::rasp {

// Returns what an elementwise primitive computes of x, or of x and y; "" for one that is none.
std::string_view function_of(const Primitive& primitive);

std::string python_literal(const Value& value);

} // namespace rasp_stitch::rasp
