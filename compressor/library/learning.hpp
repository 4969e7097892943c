#pragma once

// What settings have to say of an abstraction after it was found. Later steps take it for a
// primitive, so its arity, states and type are noted as those of primitives are.
//
//     if (learns(settings.matching)) {
//         learn(store, rewriting, settings.matching);
//     }

#include "compressor/corpus/settings.hpp"
#include "compressor/rewriting/rewriting.hpp"
#include "lambda/terms/term_store.hpp"

#include <optional>
#include <string>

namespace rasp_stitch::compressor {

// Returns whether there is anything to note: fixed arities, an automaton or types.
bool learns(const Matching& matching);

// Notes what is to be known of an abstraction. Returns its type, if there are types and it has one.
std::optional<std::string> learn(lambda::TermStore& store, const Rewriting& rewriting,
                                 Matching& matching);

} // namespace rasp_stitch::compressor
