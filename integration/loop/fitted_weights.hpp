#pragma once

// The weights that explain frontiers, for the next search.
//
//     grammar = fitted_weights(types, store, grammar, frontiers, 30);
//
// One step of inside-outside over all programs, as DreamCoder takes it after each abstraction
// phase, with the literals of a type as one production (integration/loop/literal_classes.hpp).

#include "enumerator/grammar/grammar.hpp"
#include "integration/abstraction/frontier.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"

#include <span>

namespace rasp_stitch::loop {

// The grammar as it was where all frontiers are empty. The store is added to. InputError where a
// program is none of the grammar.
enumerator::Grammar fitted_weights(const lambda::TypeStore& types, lambda::TermStore& store,
                                   const enumerator::Grammar& grammar,
                                   std::span<const abstraction::Frontier> frontiers,
                                   double pseudo_counts);

} // namespace rasp_stitch::loop
