#pragma once

// Which of the programs that meet a task's examples to give as the answer.
//
//     const std::size_t best = likeliest(programs, request, language, habits, task);
//     programs[best]
//
// The language that a loop has learnt is a bad judge of this: it was fitted to the answers so far,
// the wrong ones as well, and once such an answer is in the library, it takes a few nats. So programs
// are written out without abstractions, and weighed by what the answers of other tasks are made of
// (enumerator/evidence/habits.hpp); the log prior counts a tenth beside it. In the runs of
// benchmarks/results/2026-11-28-loop.md, the length in the plain language
// (enumerator/evidence/plain_language.hpp) made no difference.
//
// What holds for the outputs of all examples holds for those of the program that is meant. So one
// whose outputs have different values on inputs like those of the examples stands back where theirs
// never have (enumerator/evidence/uniform_outputs.hpp).

#include "enumerator/evidence/habits.hpp"
#include "enumerator/grammar/frontier.hpp"
#include "enumerator/grammar/language.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/tasks/task.hpp"

#include <cstddef>
#include <span>

namespace rasp_stitch::enumerator {

// Returns the place of the program with the fewest nats, the first of those that have as many, of
// the programs that do not stand back, if there are any. The programs are a frontier's, at least
// one, with their log priors; terms and request are those of the language. The examples need an
// input that is not empty.
std::size_t likeliest(std::span<const FrontierProgram> programs, lambda::TypeId request,
                      const Language& language, const Habits& habits, const rasp::Task& task);

} // namespace rasp_stitch::enumerator
