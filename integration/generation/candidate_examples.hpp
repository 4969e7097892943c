#pragma once

// Draws examples that may specify a task: inputs like the task's own, with the outputs of its
// programs.
//
//     const std::vector<rasp::Example> candidates =
//         candidate_examples(task, {.seed = 1, .draws = 1000}); // fewer than 1000

#include "integration/generation/corpus_tasks.hpp"
#include "rasp/tasks/task.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace rasp_stitch::generation {

inline constexpr std::size_t most_candidate_tokens = 14; // per input

struct CandidateOptions {
    std::uint64_t seed = 1;
    std::size_t draws = 1000;
};

// Returns examples with different inputs, in the order in which the inputs were drawn
// (rasp/tasks/input_sampler.hpp). Inputs on which a program of the task fails, or on which
// its programs differ, are left out. The result depends on the task and the options alone.
std::vector<rasp::Example> candidate_examples(const CorpusTask& source,
                                              const CandidateOptions& options);

} // namespace rasp_stitch::generation
