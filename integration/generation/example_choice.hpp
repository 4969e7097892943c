#pragma once

// Which examples tell a program from others.
//
//     const std::vector<std::size_t> chosen = chosen_examples(candidates, 12, rivals);
//     candidates[chosen[0]] // the shortest

#include "rasp/tasks/task.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace rasp_stitch::loop {

// Of another program, by candidate: whether it does not meet the example.
using Refuted = std::vector<bool>;

// As many of the candidates as are wanted, or all where they are fewer; short ones first. All have
// outputs. Lengths go from the shortest to the longest, with more short ones than long ones, as
// what a search has to do grows with them. For each length that candidate is taken that refutes
// most rivals that none taken before does; among equals, one whose output repeats fewest of theirs,
// as far as both go, so that rare outcomes are there about as often as common ones; then one with
// different values in its output and in its input, and the first of these. So the order of
// candidates should be random.
std::vector<std::size_t> chosen_examples(std::span<const rasp::Example> candidates,
                                         std::size_t count, std::span<const Refuted> rivals);

} // namespace rasp_stitch::loop
