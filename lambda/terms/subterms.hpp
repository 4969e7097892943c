#pragma once

// All distinct parts of some terms, parts before wholes.
//
//     for (TermId part : subterms(store, roots)) { ... } // a bottom-up pass, without recursion

#include "lambda/terms/term_store.hpp"

#include <span>
#include <vector>

namespace rasp_stitch::lambda {

// The roots themselves included, in ascending order of their ids. Linear in the part of the store
// up to the last root (one bit each) and in the number of sub-terms.
std::vector<TermId> subterms(const TermStore& store, std::span<const TermId> roots);

} // namespace rasp_stitch::lambda
