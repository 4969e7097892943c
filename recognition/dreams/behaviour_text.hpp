#pragma once

// What programs give, as texts that are equal where the values are.
//
//     behaviour_text(outputs) // "[1,2][0.5]"; 1 and 1.0 are the same
//     is_constant(outputs)    // whether one value is all there is

#include "rasp/language/value.hpp"

#include <span>
#include <string>

namespace rasp_stitch::recognition {

std::string behaviour_text(std::span<const rasp::Output> outputs);

bool is_constant(std::span<const rasp::Output> outputs);

} // namespace rasp_stitch::recognition
