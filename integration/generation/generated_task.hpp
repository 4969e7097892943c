#pragma once

// Door of integration/generation.
//
// Makes synthetic data: new examples for the tasks of a corpus, computed by the corpus's programs.
// They are chosen against counterexamples, as in counterexample-guided inductive synthesis
// (Solar-Lezama et al. 2006): the most probable programs that meet the examples chosen so far are
// searched for, and in the next round examples are chosen on which those differ from the task's own
// program.
//
// ```cpp
// const std::vector<CorpusTask> tasks = corpus_tasks(rasp::read_tasks(R"json([
//     {"name": "doubled", "type": "input(str) -> seq(int)",
//      "program": "(lam (add (indices $0) (indices $0)))",
//      "examples": [{"input": ["a", "b"], "output": [0, 2]}]}])json"));
// const enumerator::SearchTask task = generated_task(tasks[0], {.count = 3, .seed = 1});
// CHECK(task.task.name == "doubled");
// CHECK(task.task.examples.size() == 3);
// ```
//
// tasks_text (tasks_text.hpp) writes generated tasks as a file that rasp::read_tasks reads.

#include "enumerator/solve/merged_tasks.hpp"
#include "integration/generation/corpus_tasks.hpp"

#include <cstddef>
#include <cstdint>

namespace rasp_stitch::generation {

struct GenerationOptions {
    std::size_t count = 12; // examples
    std::uint64_t seed = 1;
};

// Returns the task with `count` new examples instead of its own, all different, short ones first.
// The result depends on the task and the options alone. Throws InputError if fewer than
// `count` different examples can be drawn (integration/generation/candidate_examples.hpp).
enumerator::SearchTask generated_task(const CorpusTask& source, const GenerationOptions& options);

} // namespace rasp_stitch::generation
