#pragma once

// A corpus rewritten with an abstraction, one that the search found or one that was given.
//
//     Rewriting rewriting = rewrite(context, store, incumbent.pattern, store.primitive("fn_0"));
//     rewriting.roots[0]  // the first program, with uses such as (fn_0 (indices $0) one)
//
//     const Match found = match(context, store, abstraction.body);
//     rewrite(context, store, found.pattern, abstraction, found.metavariable_of);

#include "compressor/patterns/context.hpp"
#include "compressor/patterns/pattern.hpp"
#include "lambda/terms/inlining.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstdint>
#include <span>
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

// Rewrites optimally (compressor/patterns/best_rewriting.hpp). Throws std::logic_error if inlining the
// abstraction does not give back every program, which would be a fault of this library.
//
// The first makes an abstraction of the pattern, with metavariables numbered as in print. The
// second takes one whose body the pattern is: `metavariable_of[i]` is the pattern's number of what
// the body calls #i, so uses pass arguments in the order of the body's numbers.
Rewriting rewrite(const Context& context, lambda::TermStore& store, const Pattern& pattern,
                  lambda::TermId name);
Rewriting rewrite(const Context& context, lambda::TermStore& store, const Pattern& pattern,
                  const lambda::Abstraction& abstraction,
                  std::span<const std::uint32_t> metavariable_of);

} // namespace rasp_stitch::compressor
