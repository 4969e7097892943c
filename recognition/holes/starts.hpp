#pragma once

// How many times the training of a sketch begins.
//
//     starts_of(sketch)            // 8, or fewer if they take long
//     are_trained_together(sketch) // as one batch

#include "recognition/sketches/sketch.hpp"

#include <cstddef>

namespace rasp_stitch::recognition {

std::size_t starts_of(const Sketch& sketch);
bool are_trained_together(const Sketch& sketch);

// Returns the number of open holes that are sequences.
std::size_t open_sequences(const Sketch& sketch);

} // namespace rasp_stitch::recognition
