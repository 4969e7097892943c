#pragma once

// The weights that explain frontiers, for the next search.
//
//     grammar = fitted_weights(language, grammar, frontiers, 30);
//
// One step of inside-outside over all programs, as DreamCoder takes it after each abstraction
// phase, with the literals of a type as one production (integration/loop/literal_classes.hpp).

#include "enumerator/grammar/frontier.hpp"
#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/language.hpp"

#include <span>

namespace rasp_stitch::loop {

// The grammar as it was where all frontiers are empty. The store is added to. InputError where a
// program is none of the grammar.
enumerator::Grammar fitted_weights(enumerator::Language& language,
                                   const enumerator::Grammar& grammar,
                                   std::span<const enumerator::Frontier> frontiers,
                                   double pseudo_counts);

} // namespace rasp_stitch::loop
