#pragma once

// Codes (InputProblem::code) of the faults that a user mends with a setting. The libraries describe
// such a fault without naming a command line; a program that knows the code can add the names of
// its options to the message.

#include <string_view>

namespace rasp_stitch::compressor::problem {

// The costs of the corpus do not fit in 64 bits.
inline constexpr std::string_view corpus_too_large = "corpus-too-large";

// The corpus already uses a primitive with the name of an abstraction of the library.
inline constexpr std::string_view name_in_use = "name-in-use";

// The cost model gives the name of an abstraction a cost of its own.
inline constexpr std::string_view name_has_cost = "name-has-cost";

} // namespace rasp_stitch::compressor::problem
