#pragma once

// The part of a run's language that belongs to one task.
//
//     enumerator::Language own = task_language(state.language, task); // without others' literals
//
// The language of a run has the literals of all its tasks, including the held-out ones. A task is
// searched for in its own part.

#include "enumerator/grammar/language.hpp"
#include "enumerator/solve/merged_tasks.hpp"

namespace rasp_stitch::loop {

// Returns the task's own language, without any programs.
enumerator::Language task_language(const enumerator::Language& language,
                                   const enumerator::SearchTask& task);

} // namespace rasp_stitch::loop
