#pragma once

// The search for the best abstractions of a corpus: branch and bound over all admissible ones.
//
//     SearchResult result = search(context, store, {.threads = 2});
//     if (!result.best.empty()) { result.best.front().pattern ... }
//
// Top-down, as Stitch (Bowers et al., POPL 2023): it starts from the pattern `??` that matches
// everywhere and fills holes one by one. The order is depth-first, best bound first: it keeps one
// path of patterns and the lists of their untried children, so memory is bounded by the depth of a
// body times the size of the corpus, where best-first search keeps every open pattern.
//
// Threads share nothing but the best found so far. A thread with nothing to do takes over untried
// children of another's outermost pattern. What is found does not depend on the threads, for the
// order of winners is total and a bound drops only what cannot win in that order.

#include "compressor/patterns/context.hpp"
#include "compressor/patterns/incumbent.hpp"
#include "compressor/search/depth_first.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

namespace rasp_stitch::compressor {

struct SearchProgress {
    Promise best;
    std::int64_t patterns_expanded = 0; // so far, and more than will be counted in the end
    Utility open_bound = 0;             // nothing that is still untried is worth more
};

struct SearchControl {
    std::size_t threads = 1;
    // How many of the best abstractions to find. For more than one switch Rule::forced_reuse off:
    // it drops what a better one makes needless.
    std::size_t winners = 1;
    std::stop_token stop = {};

    // Called every few milliseconds, from any of the threads, never from two at once.
    std::function<void(const SearchProgress&)> progress = {};
};

struct SearchResult {
    std::vector<Found> best; // the best first

    // The patterns with a bound above the utility of the last of the best, which every exact search
    // by these bounds has to expand (compressor/search/bound_histogram.hpp). The search may have expanded
    // others before it found the best; their number says more about the order than about the
    // problem.
    std::int64_t patterns_expanded = 0;

    // Where the search was stopped: no abstraction is worth more than this.
    std::optional<Utility> open_bound;

    OpenPatterns most_open; // of all threads together, each at its own time
};

// Stops soon after that is requested.
SearchResult search(const Context& context, const lambda::TermStore& store,
                    const SearchControl& control);

} // namespace rasp_stitch::compressor
