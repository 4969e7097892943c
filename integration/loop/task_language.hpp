#pragma once

// The part of a run's language that belongs to one task.
//
//     enumerator::Language own = task_language(state.language, task); // without others' literals
//
// The language of a run has the literals of all its tasks, including the held-out ones. A task is
// searched for in its own part.

#include "enumerator/grammar/frontier.hpp"
#include "enumerator/grammar/language.hpp"
#include "enumerator/solve/merged_tasks.hpp"
#include "lambda/terms/term_store.hpp"

#include <span>
#include <vector>

namespace rasp_stitch::loop {

// Returns the task's own language, without any programs.
enumerator::Language task_language(const enumerator::Language& language,
                                   const enumerator::SearchTask& task);

// Returns the programs with their terms in the language `own`; they are in `terms`.
std::vector<enumerator::FrontierProgram>
programs_in(enumerator::Language& own, const lambda::TermStore& terms,
            std::span<const enumerator::FrontierProgram> programs);

} // namespace rasp_stitch::loop
