#pragma once

// The tasks of a corpus with the programs that it has for them.
//
//     const std::vector<CorpusTask> tasks = corpus_tasks(rasp::read_tasks(text));
//     tasks[0].task.task.name  // "tokens"
//     tasks[0].programs        // {"(lam (tokens $0))"}

#include "enumerator/solve/merged_tasks.hpp"
#include "rasp/tasks/task.hpp"

#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::generation {

struct CorpusTask {
    enumerator::SearchTask task;
    std::vector<std::string> programs; // smallest first; at least one
};

// Returns easy tasks first: ordered by the number of leaves and lambdas of their smallest program,
// then as in the corpus. Throws InputError as enumerator::merged_tasks does, and for a task without
// a program.
std::vector<CorpusTask> corpus_tasks(std::span<const rasp::TaskEntry> entries);

} // namespace rasp_stitch::generation
