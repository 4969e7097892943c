#pragma once

// Examples that a task can be told by: inputs like its own, and what its programs give for them.
//
//     const std::vector<rasp::Example> candidates =
//         candidate_examples(task, {.seed = 1, .draws = 1000}); // fewer than 1000

#include "integration/generation/corpus_tasks.hpp"
#include "rasp/tasks/task.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace rasp_stitch::loop {

inline constexpr std::size_t most_candidate_tokens = 14; // of an input

struct CandidateOptions {
    std::uint64_t seed = 1;
    std::size_t draws = 1000;
};

// All different, in the order in which they were drawn (recognition/tasks/input_sampler.hpp); none on
// which a program of the task fails or its programs differ. Depends on nothing but the task and the
// options.
std::vector<rasp::Example> candidate_examples(const CorpusTask& source,
                                              const CandidateOptions& options);

} // namespace rasp_stitch::loop
