#pragma once

// Which examples tell a program from others.
//
//     const std::vector<std::size_t> chosen = chosen_examples(candidates, 12);
//     candidates[chosen[0]] // the shortest

#include "rasp/task.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace rasp_stitch::loop {

// As many of the candidates as are wanted, or all where they are fewer; short ones first. All have
// outputs. Lengths are spread evenly from the shortest to the longest; for each, that candidate is
// taken whose output has the most different values and differs most from those taken before.
// The same ones each time.
std::vector<std::size_t> chosen_examples(std::span<const rasp::Example> candidates,
                                         std::size_t count);

} // namespace rasp_stitch::loop
