#pragma once

// Whether a program found from examples does what was meant, beyond the examples.

#include "rasp/tasks/task.hpp"

#include <string>
#include <vector>

namespace rasp_stitch::benchmarks {

// 200 inputs of 1 to 12 tokens, tokens and atoms drawn from those of the task's examples; the same
// ones each time. None where all examples are empty.
std::vector<rasp::Input> fresh_inputs(const rasp::Task& task);

// Whether `found` gives the same as `own` on all fresh inputs on which that gives something.
bool agree_on_fresh_inputs(const rasp::Task& task, const std::string& own,
                           const std::string& found);

} // namespace rasp_stitch::benchmarks
