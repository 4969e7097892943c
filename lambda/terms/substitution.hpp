#pragma once

// De Bruijn shifting, and instantiating metavariables.
//
//     raise(store, parse(store, "(f $0 (lam $0))"), 2) // (f $2 (lam $0))
//     lower(store, parse(store, "(f $2 (lam $0))"), 2) // (f $0 (lam $0))
//     lower(store, parse(store, "(f $1)"), 2)          // nullopt: a lambda binds $1
//
// Variables are de Bruijn indices (de Bruijn 1972). Each function takes time linear in the number
// of distinct pairs of an open sub-term and the number of lambdas around it, and does not recurse.

#include "lambda/terms/term_store.hpp"

#include <optional>
#include <span>

namespace rasp_stitch::lambda {

// Returns the term as it is under `levels` more lambdas: the indices of its free variables are
// higher by `levels`.
TermId raise(TermStore& store, TermId term, std::uint32_t levels);

// Returns the term as it is outside the innermost `levels` lambdas around it: the indices of its
// free variables are lower by `levels`. Returns nullopt if one of those lambdas binds a variable of
// the term.
std::optional<TermId> lower(TermStore& store, TermId term, std::uint32_t levels);

// Returns the body with `arguments[i]` in the place of each `#i`, raised by the lambdas of the body
// around it. Metavariables without an argument stay.
TermId instantiate(TermStore& store, TermId body, std::span<const TermId> arguments);

} // namespace rasp_stitch::lambda
