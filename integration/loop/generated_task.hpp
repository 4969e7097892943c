#pragma once

// Synthetic data: new examples for the tasks of a corpus, made with its programs.
//
//     for (const CorpusTask& task : corpus_tasks(rasp::read_tasks(text))) {
//         tasks.push_back(generated_task(task, {.count = 16, .seed = 1}));
//     }
//     tasks_text(tasks) // one a line; rasp::read_tasks reads it

#include "enumerator/search_tasks.hpp"
#include "integration/loop/corpus_tasks.hpp"

#include <cstddef>
#include <cstdint>

namespace rasp_stitch::loop {

struct GenerationOptions {
    std::size_t count = 16; // examples
    std::uint64_t seed = 1;
};

inline constexpr std::size_t most_generated_tokens = 14; // of an input

// The task with examples in the place of its own, all different, short ones first. Inputs are drawn
// like those of the task's own examples (recognition/input_sampler.hpp); there is none on which a
// program of the task fails or its programs differ. Depends on nothing but the task and the
// options. InputError where there are not so many examples.
enumerator::SearchTask generated_task(const CorpusTask& source, const GenerationOptions& options);

} // namespace rasp_stitch::loop
