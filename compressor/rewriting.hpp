#pragma once

// A corpus rewritten with an abstraction that the search found.
//
//     Rewriting rewriting = rewrite(context, store, incumbent.pattern, store.primitive("fn_0"));
//     rewriting.roots[0]  // the first program, with uses such as (fn_0 (indices $0) one)

#include "compressor/context.hpp"
#include "compressor/pattern.hpp"
#include "lambda/inlining.hpp"
#include "lambda/term_store.hpp"

#include <cstdint>
#include <vector>

namespace rasp_stitch::compressor {

// A match location at which the abstraction is used.
struct Use {
    lambda::TermId before; // the sub-term as it was
    lambda::TermId after;  // the abstraction applied to its arguments, which are not rewritten here
};

struct Rewriting {
    lambda::Abstraction abstraction;
    std::vector<lambda::TermId> roots; // of the programs, rewritten
    std::vector<Use> uses;             // the distinct ones that the rewritten programs hold
    std::int64_t use_count = 0;        // in all programs, each as often as it stands there
};

// Rewrites optimally (compressor/best_rewriting.hpp). Throws std::logic_error if inlining the
// abstraction does not give back every program, which would be a fault of this library.
Rewriting rewrite(const Context& context, lambda::TermStore& store, const Pattern& pattern,
                  lambda::TermId name);

} // namespace rasp_stitch::compressor
