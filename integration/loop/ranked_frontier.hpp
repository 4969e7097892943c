#pragma once

// Keeps the best programs of a task.
//
//     frontier.programs.push_back({.term = term});
//     const Habits habits = habits_of(language, tasks, frontiers);
//     rank(language, task, habits, frontier.programs, 5); // the answer first
//     description_length(frontier) // in nats: -log of the probability that one of them is drawn

#include "enumerator/evidence/habits.hpp"
#include "enumerator/grammar/frontier.hpp"
#include "enumerator/grammar/language.hpp"
#include "enumerator/solve/merged_tasks.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace rasp_stitch::loop {

// Sets the log priors of programs in the task's own part of the language. The terms are those of
// the language. Throws InputError if a program does not have the task's type in it.
void score(const enumerator::Language& language, const enumerator::SearchTask& task,
           std::span<enumerator::FrontierProgram> programs);

// Sorts programs by log prior, and by their text where that is equal, and keeps at most `count`. Of
// programs that are the same function, written with different abstractions or with the arguments of
// a commutative primitive in another order, only the best is kept: the others would take the places
// of programs that do something else.
void keep_best(const lambda::TermStore& terms, std::vector<enumerator::FrontierProgram>& programs,
               std::size_t count);

// Returns what the answers of the tasks are made of: the first programs of their frontiers.
enumerator::Habits habits_of(const enumerator::Language& language,
                             std::span<const enumerator::SearchTask> tasks,
                             std::span<const enumerator::Frontier> frontiers);

// Puts the program in front that is the answer of the task (enumerator/evidence/answer.hpp); the
// others stay in their order. The terms are those of the language.
void put_answer_first(const enumerator::Language& language, const enumerator::SearchTask& task,
                      const enumerator::Habits& habits,
                      std::vector<enumerator::FrontierProgram>& programs);

// Scores programs, puts the answer first and the others in the order of keep_best behind it, and
// keeps at most `count`. Throws InputError as `score` does.
void rank(const enumerator::Language& language, const enumerator::SearchTask& task,
          const enumerator::Habits& habits, std::vector<enumerator::FrontierProgram>& programs,
          std::size_t count);

double description_length(const enumerator::Frontier& frontier);

} // namespace rasp_stitch::loop
