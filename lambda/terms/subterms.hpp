#pragma once

// All distinct sub-terms of some terms, each after its own sub-terms; and the leaves of a term.
//
//     for (TermId part : subterms(store, roots)) { ... } // a bottom-up pass without recursion
//     leaves_of(store, term)                             // f, a, a of (f a (lam a))
//     variables_as_met(store, term)                      // 2, 0 of (f $2 (lam $1))

#include "lambda/terms/term_store.hpp"

#include <cstdint>
#include <span>
#include <unordered_set>
#include <vector>

namespace rasp_stitch::lambda {

// Returns the distinct sub-terms of the roots, the roots included, in ascending order of their ids.
// Takes time linear in the ids up to the largest root, and one bit of memory for each of them.
std::vector<TermId> subterms(const TermStore& store, std::span<const TermId> roots);

// Returns the leaves of the term as a tree, from left to right: one that the store shares is there
// as often as it occurs. Primitives, variables and metavariables are leaves.
std::vector<TermId> leaves_of(const TermStore& store, TermId term);

// Returns the numbers of the free variables of the term, each once, in the order in which they are
// met from left to right.
std::vector<std::uint32_t> variables_as_met(const TermStore& store, TermId term);

// Returns how often a primitive occurs in the roots as trees.
std::int64_t count_occurrences(const TermStore& store, std::span<const TermId> roots,
                               TermId primitive);

// Returns the primitives that occur in the roots.
std::unordered_set<TermId> primitives_of(const TermStore& store, std::span<const TermId> roots);

} // namespace rasp_stitch::lambda
