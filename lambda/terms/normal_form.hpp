#pragma once

// Beta and eta normal forms.
//
//     normal_form(store, parse(store, "((lam (f $0)) x)"))      // (f x)
//     normal_form(store, parse(store, "(lam (f x $0))"))        // (f x)
//     normal_form(store, parse(store, "((lam ($0 $0)) (lam ($0 $0)))")) // nothing: it has none

#include "lambda/terms/term_store.hpp"

#include <cstddef>
#include <optional>

namespace rasp_stitch::lambda {

// The body of a lambda with the argument in the place of its variable.
TermId substitute(TermStore& store, TermId body, TermId argument);

struct NormalFormLimits {
    std::size_t visits = 5'000'000; // of sub-terms
    std::size_t terms = 1'000'000;  // added to the store
};

// Nothing where it is not reached within the limits; not every term has one. Without tags: (lam
// ((lam_1 $0) $0)) is (lam $0) by beta and (lam_1 $0) by eta, so with them there would be two.
std::optional<TermId> normal_form(TermStore& store, TermId term, NormalFormLimits limits = {});

} // namespace rasp_stitch::lambda
