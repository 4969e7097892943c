#pragma once

// A program for the length of the input, which affine maps need, in a language that may have no name
// for it.
//
//     length_program(rasp_language("minimal"), task, terms)
//     // (round (div one (aggregate (select one one equals_to) ...))), or what else comes first

#include "enumerator/grammar/language.hpp"
#include "recognition/near/near_task.hpp"
#include "support/budget/budget.hpp"

#include <optional>
#include <string>

namespace rasp_stitch::recognition {

// Returns a program of the task's arguments that gives the length, as the text of an expression. It is
// searched for by enumeration with a fixed number of programs, unless the time is over before or a
// stop is requested; nullopt if it is not found.
std::optional<std::string> length_program(const enumerator::Language& language,
                                          const NearTask& task, const Budget& limits);

// Returns the language in which that program is a production, unless it is a single name there or the
// grammar is contextual.
enumerator::Language with_length(const enumerator::Language& language,
                                 const std::optional<std::string>& length);

} // namespace rasp_stitch::recognition
