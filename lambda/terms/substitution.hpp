#pragma once

// De Bruijn shifting, and putting arguments in the place of metavariables.
//
//     raise(store, parse(store, "(f $0 (lam $0))"), 2)  // (f $2 (lam $0))
//     lower(store, parse(store, "(f $2 (lam $0))"), 2)  // (f $0 (lam $0))
//     lower(store, parse(store, "(f $1)"), 2)           // nothing: $1 would be captured
//
// Every function takes time linear in the number of distinct pairs (sub-term, lambdas around it)
// that are not closed, and no recursion.

#include "lambda/terms/term_store.hpp"

#include <optional>
#include <span>

namespace rasp_stitch::lambda {

// Every free variable of `term` raised by `levels`: the term, moved under so many more lambdas.
TermId raise(TermStore& store, TermId term, std::uint32_t levels);

// Every free variable lowered by `levels`: the term, moved out of so many lambdas. Nothing where
// one of those lambdas binds a variable of the term.
std::optional<TermId> lower(TermStore& store, TermId term, std::uint32_t levels);

// `body` with `arguments[i]` in the place of each `#i`, raised by the lambdas of the body around
// it. Metavariables beyond the arguments stay.
TermId instantiate(TermStore& store, TermId body, std::span<const TermId> arguments);

} // namespace rasp_stitch::lambda
