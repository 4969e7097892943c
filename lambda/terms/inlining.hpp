#pragma once

// Abstractions, and putting their bodies back where they are used.
//
//     Abstraction twice{.name = store.primitive("fn_0"), .arity = 1, .body = parse "(pair #0 #0)"};
//     inline_uses(store, roots, twice) // (f (fn_0 x)) becomes (f (pair x x))

#include "lambda/terms/term_store.hpp"

#include <span>
#include <vector>

namespace rasp_stitch::lambda {

struct Abstraction {
    TermId name{};           // the primitive that stands for it in programs
    std::uint32_t arity = 0; // its metavariables are #0 .. #(arity - 1)
    TermId body{};           // closed
};

// Each root with every saturated use of the abstraction replaced by its body, arguments put in. A
// use with too few arguments stays as it is. Linear in distinct sub-terms, plus the bodies made.
std::vector<TermId> inline_uses(TermStore& store, std::span<const TermId> roots,
                                const Abstraction& abstraction);

} // namespace rasp_stitch::lambda
