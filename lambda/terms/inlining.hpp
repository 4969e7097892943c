#pragma once

// Abstractions, and replacing their uses by their bodies.
//
//     const Abstraction twice{
//         .name = store.primitive("fn_0"), .arity = 1, .body = parse(store, "(pair #0 #0)", ...)};
//     inline_uses(store, roots, twice); // (f (fn_0 x)) becomes (f (pair x x))

#include "lambda/terms/term_store.hpp"

#include <span>
#include <vector>

namespace rasp_stitch::lambda {

struct Abstraction {
    TermId name{};           // the primitive that stands for the abstraction in programs
    std::uint32_t arity = 0; // the metavariables are #0 to #(arity - 1)
    TermId body{};           // closed
};

// Returns the roots in which each saturated use of the abstraction is replaced by the body with the
// arguments in it. Uses with too few arguments stay. Linear in the number of distinct sub-terms and
// in the size of the instantiated bodies.
std::vector<TermId> inline_uses(TermStore& store, std::span<const TermId> roots,
                                const Abstraction& abstraction);

} // namespace rasp_stitch::lambda
