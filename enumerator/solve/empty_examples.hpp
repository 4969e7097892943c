#pragma once

// Examples that say nothing: no tokens go in and none come out.
//
//     says_nothing(example)      // [] -> []
//     drop_empty_examples(task); // all others stay, in their order
//
// Programs of RASP fail on an empty input, so no program meets such an example to the letter. A person
// who writes it means that nothing becomes nothing, which holds for what any program computes.

#include "rasp/tasks/task.hpp"

namespace rasp_stitch::enumerator {

// Returns whether input and output are empty. An example on which programs must fail has no output.
bool says_nothing(const rasp::Example& example);

void drop_empty_examples(rasp::Task& task);

} // namespace rasp_stitch::enumerator
