#pragma once

// Whether a program that was found from examples does what was meant beyond the examples.

#include "rasp/tasks/task.hpp"

#include <string>
#include <vector>

namespace rasp_stitch::benchmarks {

// Returns 200 inputs of 1 to 12 tokens, with tokens and atoms drawn from those of the examples of
// the task, and the same ones each time. Returns none if all examples are empty.
std::vector<rasp::Input> fresh_inputs(const rasp::Task& task);

// Returns whether `found` gives the same as `own` on all fresh inputs on which `own` does not fail.
bool agree_on_fresh_inputs(const rasp::Task& task, const std::string& own,
                           const std::string& found);

} // namespace rasp_stitch::benchmarks
