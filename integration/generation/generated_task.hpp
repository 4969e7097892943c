#pragma once

// Synthetic data: new examples for the tasks of a corpus, made with its programs.
//
//     for (const CorpusTask& task : corpus_tasks(rasp::read_tasks(text))) {
//         tasks.push_back(generated_task(task, {.count = 12, .seed = 1}));
//     }
//     tasks_text(tasks) // one a line; rasp::read_tasks reads it

#include "enumerator/solve/merged_tasks.hpp"
#include "integration/generation/corpus_tasks.hpp"

#include <cstddef>
#include <cstdint>

namespace rasp_stitch::loop {

struct GenerationOptions {
    std::size_t count = 12; // examples
    std::uint64_t seed = 1;
};

// The task with examples in the place of its own, all different, short ones first
// (integration/generation/candidate_examples.hpp). They are chosen so that programs go wrong that are not
// what is meant: in rounds, the most probable programs are searched for that meet the examples
// chosen so far, and others are chosen on which those give something else than the task's own.
// Depends on nothing but the task and the options. InputError where there are not so many
// different examples.
enumerator::SearchTask generated_task(const CorpusTask& source, const GenerationOptions& options);

} // namespace rasp_stitch::loop
