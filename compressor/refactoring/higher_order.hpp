#pragma once

// The best abstraction that refactoring finds in a corpus, for compress() with
// CompressionSettings::higher_order.
//
//     std::optional<HigherOrderAbstraction> found =
//         best_by_refactoring(context, store, name, is_over);
//     found->body             // "(lam (cons (#0 (car $0)) y))", with (lam (+ $0 1)) for #0
//     found->rewriting.roots  // in what was (lam (cons (+ (car $0) 1) y))
//
// Matching makes an argument of what stands at a place. Refactoring by inverse beta reduction also
// makes one of what surrounds a place (compressor/refactoring/refactorings.hpp), so the function
// that is mapped over a list by hand-written recursion becomes an argument. The utility is that of
// matching: what the corpus costs less, minus the penalty for the body.
//
// The rewritten programs are those of matching with the same body, or of refactoring where these
// cost less. With all uses replaced by the body and all redexes contracted, each is again the
// program that it was, node for node; an abstraction for which that cannot be shown is left out.

#include "compressor/patterns/context.hpp"
#include "compressor/rewriting/rewriting.hpp"
#include "lambda/terms/term_store.hpp"

#include <functional>
#include <optional>
#include <string>

namespace rasp_stitch::compressor {

struct HigherOrderAbstraction {
    Rewriting rewriting;
    std::string body;
    Utility utility = 0;
    Cost saved = 0;
};

// Considers abstractions that are admissible (compressor/patterns/admissible.hpp) but for where they
// match: two tasks use them, with arguments that are neither constant nor equal to each other.
// Returns nullopt if none has a positive utility. The programs of the context are terms of `store`,
// to which this adds. Matching and forms of uses (Settings) must not be restricted. Once
// `is_over()`, it returns the best that it has seen.
std::optional<HigherOrderAbstraction> best_by_refactoring(const Context& context,
                                                          lambda::TermStore& store,
                                                          lambda::TermId name,
                                                          const std::function<bool()>& is_over);

} // namespace rasp_stitch::compressor
