#pragma once

// Chooses the examples that tell a program from other programs.
//
//     const std::vector<std::size_t> chosen = chosen_examples(candidates, 12, alternatives);
//     candidates[chosen[0]] // the shortest

#include "rasp/tasks/task.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace rasp_stitch::generation {

// For an alternative program, by candidate: whether the example refutes it.
using Refuted = std::vector<bool>;

// Returns the indices of `count` candidates, or of all if there are fewer, short inputs first. All
// candidates must have outputs. Lengths go from the shortest to the longest, with more short inputs
// than long ones because the work of a search grows with the length. For each length, the candidate
// is taken that refutes most alternatives that no candidate taken before refutes; among equals, one
// whose output repeats fewest of the outputs taken before (of two outputs, the longer begins with
// the shorter), so that rare outcomes occur about as often as common ones; then one with different
// values in its output and in its input; then the first. The candidates should therefore come in
// random order.
std::vector<std::size_t> chosen_examples(std::span<const rasp::Example> candidates,
                                         std::size_t count, std::span<const Refuted> alternatives);

} // namespace rasp_stitch::generation
