#pragma once

// Outputs with one value at all their positions, as those of tasks that ask about the whole input.
//
//     if (has_uniform_outputs(task)) {
//         const auto place = first_uneven(outputs); // of a program on inputs like the examples'
//     }
//
// If all examples of a task have such outputs, the program that is meant has them, too. One that
// meets the examples and compares something of each position has them by chance, and others on
// other inputs.

#include "rasp/language/value.hpp"
#include "rasp/tasks/task.hpp"

#include <cstddef>
#include <optional>
#include <span>

namespace rasp_stitch::enumerator {

// Returns whether each output of the examples has one value at all positions. Of these, four at
// least must have two positions: fewer say little.
bool has_uniform_outputs(const rasp::Task& task);

// Returns the place of the first output that has different values, if any. There is no output where
// the program fails.
std::optional<std::size_t> first_uneven(std::span<const std::optional<rasp::Output>> outputs);

} // namespace rasp_stitch::enumerator
