#pragma once

// What a program does on a set of inputs, as text: equal texts mean equal outputs.
//
//     behaviour_text(outputs) // "[1,2][0.5]"; 1 and 1.0 are the same
//     is_constant(outputs)    // whether all values of all outputs are equal

#include "rasp/language/value.hpp"

#include <span>
#include <string>

namespace rasp_stitch::recognition {

std::string behaviour_text(std::span<const rasp::Output> outputs);

bool is_constant(std::span<const rasp::Output> outputs);

} // namespace rasp_stitch::recognition
