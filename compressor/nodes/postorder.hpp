#pragma once

// The distinct sub-terms of some terms, in the order in which a depth-first walk leaves them.
//
//     Postorder order = postorder(store, roots);
//     order.terms[i]        // parts come before wholes
//     order.first_inside[i] // the terms from there to i are parts of terms[i]

#include "lambda/terms/term_store.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace rasp_stitch::compressor {

struct Postorder {
    std::vector<lambda::TermId> terms;

    // By position: the number of terms that the walk had left when it came to this term. The terms
    // from that position on were first met inside this one. A part that was met earlier, inside
    // another term, is not among them.
    std::vector<std::uint32_t> first_inside;

    // By position: whether the walk first met the term as the function of an application.
    std::vector<bool> is_met_as_function;
};

// Visits the roots in order, and the function of an application before its argument. Takes time
// linear in the store.
Postorder postorder(const lambda::TermStore& store, std::span<const lambda::TermId> roots);

} // namespace rasp_stitch::compressor
