#pragma once

// The distinct parts of some terms in the order in which a depth-first walk leaves them.
//
//     Postorder order = postorder(store, roots);
//     order.terms[i]        // parts before wholes
//     order.first_inside[i] // the terms from there to i are parts of terms[i]

#include "lambda/terms/term_store.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace rasp_stitch::compressor {

struct Postorder {
    std::vector<lambda::TermId> terms;

    // By position in `terms`: what had been left when the walk came to this term. Every term from
    // there on was met inside of it. A term that was met before, in something else, is not among
    // them.
    std::vector<std::uint32_t> first_inside;

    // By position: whether it was met to the left of an application.
    std::vector<bool> is_met_as_function;
};

// Roots in their order, the function of an application before its argument. Linear in the store.
Postorder postorder(const lambda::TermStore& store, std::span<const lambda::TermId> roots);

} // namespace rasp_stitch::compressor
