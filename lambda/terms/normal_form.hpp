#pragma once

// Beta and eta normal forms (Barendregt 1984, The Lambda Calculus, Chapter 3).
//
//     normal_form(store, parse(store, "((lam (f $0)) x)"))              // (f x)
//     normal_form(store, parse(store, "(lam (f x $0))"))                // (f x)
//     normal_form(store, parse(store, "((lam ($0 $0)) (lam ($0 $0)))")) // nullopt: it has none

#include "lambda/terms/term_store.hpp"

#include <cstddef>
#include <optional>

namespace rasp_stitch::lambda {

// Returns the body of a lambda with the argument in the place of the lambda's variable.
TermId substitute(TermStore& store, TermId body, TermId argument);

struct NormalFormLimits {
    std::size_t visits = 5'000'000; // of sub-terms
    std::size_t terms = 1'000'000;  // added to the store
};

// Returns the normal form, without tags, or nullopt if it is not reached within the limits; some
// terms have none. With tags, a term could have two: (lam ((lam_1 $0) $0)) is (lam $0) by beta, but
// (lam_1 $0) by eta.
std::optional<TermId> normal_form(TermStore& store, TermId term, NormalFormLimits limits = {});

// The same by beta alone, which leaves (lam (f x $0)) as it is.
std::optional<TermId> beta_normal_form(TermStore& store, TermId term, NormalFormLimits limits = {});

} // namespace rasp_stitch::lambda
