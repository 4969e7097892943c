#pragma once

// What is done with a program that was found.
//
//     smallest_part(terms, program, task) // (lambda X) for (lambda (if (eq Y Y) X Z))
//     program_cost(language, task, text)  // nats, with the literals of the program

#include "enumerator/grammar/language.hpp"
#include "lambda/terms/term_store.hpp"
#include "recognition/near/near_task.hpp"

#include <optional>
#include <string>

namespace rasp_stitch::recognition {

// Returns the part of a program, as an expression, that is an answer and has the fewest names; the
// whole is one of its parts. Returns nullopt if none is.
std::optional<std::string> smallest_part(const std::string& program, const NearTask& task);

// Returns the program after as many steps as improve it, each of which puts an argument in the place
// of a call: (selector_or X Y) becomes X if that leaves fewer cells wrong. A program that enumeration
// has found for what a network gives often says more than it should.
std::string pruned(const std::string& program, const NearTask& task);

// Returns the description length of an expression in the language; infinity if it has none.
double cost_in(enumerator::Language language, const NearTask& task, const std::string& program);

// Returns the description length of an expression in the language with the literals of the task and
// of the program; infinity if it has none.
double program_cost(const enumerator::Language& language, const NearTask& task,
                    const std::string& program);

} // namespace rasp_stitch::recognition
