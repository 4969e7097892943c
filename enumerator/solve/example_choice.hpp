#pragma once

// Chooses a few examples of a task to begin a search with.
//
//     choose_examples(task, {.positions = 16}) // {0, 1, 3}: numbers of examples, ascending
//
// Short inputs make short behaviours, and little is learnt from the same thing twice. So each step
// takes the example that shows most that is new for each of its positions: a length of the input,
// and what output stands with which token, next to which token, and how far from either end.

#include "rasp/tasks/task.hpp"

#include <cstddef>
#include <vector>

namespace rasp_stitch::enumerator {

struct ExampleChoice {
    std::size_t positions = 16; // of all chosen inputs together, if the shortest one is not longer
};

// Returns at least one example whose input is not empty, and one with an output, if there are any.
// The choice depends on the examples and their order alone.
std::vector<std::size_t> choose_examples(const rasp::Task& task, const ExampleChoice& choice = {});

} // namespace rasp_stitch::enumerator
