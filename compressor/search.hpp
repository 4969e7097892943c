#pragma once

// The search for the best abstraction of a corpus: branch and bound over all admissible ones.
//
//     SearchResult result = search(context, store, stop, [](const SearchProgress&) {});
//     if (result.best.is_found()) { result.best.pattern ... }
//
// Top-down, as Stitch (Bowers et al., POPL 2023): it starts from the pattern `??` that matches
// everywhere and fills holes one by one. The order is depth-first, best bound first: it keeps one
// pattern and the list of its untried siblings for each level, so memory is bounded by the depth of
// a body times the size of the corpus, where best-first search keeps every open pattern.

#include "compressor/context.hpp"
#include "compressor/incumbent.hpp"
#include "lambda/term_store.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>

namespace rasp_stitch::compressor {

struct SearchProgress {
    const Incumbent& best;
    std::int64_t patterns_expanded = 0;
    Utility open_bound = 0; // nothing that is still untried is worth more
};

struct SearchResult {
    Incumbent best;

    // The patterns with a bound above the utility of the best, which every exact search by these
    // bounds has to expand. (The search may have expanded others before it found the best; their
    // number says more about the order than about the problem.)
    std::int64_t patterns_expanded = 0;

    // Where the search was stopped: no abstraction is worth more than this.
    std::optional<Utility> open_bound;
};

// Calls `progress` every few thousand patterns. Stops soon after `stop` is requested.
SearchResult search(const Context& context, const lambda::TermStore& store, std::stop_token stop,
                    const std::function<void(const SearchProgress&)>& progress);

} // namespace rasp_stitch::compressor
