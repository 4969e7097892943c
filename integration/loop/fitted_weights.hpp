#pragma once

// Fits the weights of a grammar to the programs found, for the next search.
//
//     language.grammar = fitted_weights(language, frontiers, 30);
//
// This is one step of inside-outside over all programs, as DreamCoder takes it after each
// abstraction phase, with the literals of a type as one production
// (recognition/tasks/literal_classes.hpp).

#include "enumerator/grammar/frontier.hpp"
#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/language.hpp"

#include <span>

namespace rasp_stitch::loop {

// Returns the unigram grammar of the language with other weights, or with the same if all frontiers
// are empty. Terms may be added to the language. Throws InputError if a program is not one of the
// grammar.
enumerator::Grammar fitted_weights(enumerator::Language& language,
                                   std::span<const enumerator::Frontier> frontiers,
                                   double pseudo_counts);

} // namespace rasp_stitch::loop
