#pragma once

// Which of the programs that meet a task's examples to give as the answer.
//
//     const std::size_t best = likeliest(programs, request, language, habits, task.name);
//     programs[best]
//
// The language that a loop has learnt is a bad judge of this: it was fitted to the answers so far,
// the wrong ones as well, and once such an answer is in the library, it takes a few nats. So programs
// are written out without abstractions, and weighed by what the answers of other tasks are made of
// (enumerator/evidence/habits.hpp). In the runs of benchmarks/results/2026-11-28-loop.md, the length
// in the plain language (enumerator/evidence/plain_language.hpp) beside it made no difference.

#include "enumerator/evidence/habits.hpp"
#include "enumerator/grammar/frontier.hpp"
#include "enumerator/grammar/language.hpp"
#include "lambda/types/type_store.hpp"

#include <cstddef>
#include <span>
#include <string>

namespace rasp_stitch::enumerator {

// Returns the place of the program with the fewest nats, the first of those that have as many. The
// programs are a frontier's, at least one; terms and request are those of the language.
std::size_t likeliest(std::span<const FrontierProgram> programs, lambda::TypeId request,
                      const Language& language, const Habits& habits, const std::string& task);

} // namespace rasp_stitch::enumerator
