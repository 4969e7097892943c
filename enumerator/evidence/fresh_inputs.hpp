#pragma once

// Inputs like those of a task's examples, to see what programs do where nobody has said it.
//
//     const std::vector<rasp::Input> inputs = fresh_inputs(task, 200, seed); // short ones first
//     outputs_of(store, program, inputs)                                     // in their order

#include "lambda/terms/term_store.hpp"
#include "rasp/kernels/batch.hpp"
#include "rasp/language/value.hpp"
#include "rasp/tasks/task.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

// Returns different inputs that are not among the examples (rasp/tasks/input_sampler.hpp), in the
// order of their lengths. Where there are few such inputs, as of a single token, they are fewer than
// wanted. They depend on the examples and the seed alone. The examples need an input that is not
// empty.
std::vector<rasp::Input> fresh_inputs(const rasp::Task& task, std::size_t count,
                                      std::uint64_t seed);

// Returns the outputs of a program, nullopt where it fails.
std::vector<std::optional<rasp::Output>>
outputs_of(lambda::TermStore& store, lambda::TermId program, std::span<const rasp::Input> inputs);

} // namespace rasp_stitch::enumerator
