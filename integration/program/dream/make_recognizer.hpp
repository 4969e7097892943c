#pragma once

// The recognizer of this build: torch_recognizer.cpp defines it if the build has libtorch
// (RASP_STITCH_TORCH), and otherwise no_recognizer.cpp.
//
//     const std::unique_ptr<Recognizer> recognizer =
//         make_recognizer(recognition::GrammarKind::contextual);

#include "integration/loop/recognizer.hpp"
#include "recognition/lessons/weight_columns.hpp"

#include <memory>

namespace rasp_stitch::loop {

// Returns a null pointer if this build has no network.
std::unique_ptr<Recognizer> make_recognizer(recognition::GrammarKind kind);

} // namespace rasp_stitch::loop
