#pragma once

// A program for the length of the input, which affine maps need, in a language that may have no name
// for it.
//
//     length_program(rasp_language("minimal"), task, terms)
//     // (round (div one (aggregate (select one one equals_to) ...))), or what else comes first

#include "enumerator/grammar/language.hpp"
#include "lambda/terms/term_store.hpp"
#include "recognition/near/near_task.hpp"

#include <optional>

namespace rasp_stitch::recognition {

// Returns the term below the lambdas of a program of the task's arguments, for evaluation. It is
// searched for by enumeration with a fixed number of programs; nullopt if it is not found.
std::optional<lambda::TermId> length_program(const enumerator::Language& language,
                                             const NearTask& task, lambda::TermStore& terms);

} // namespace rasp_stitch::recognition
