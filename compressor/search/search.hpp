#pragma once

// Door of compressor/search.
// Not installed: the door of the compressor for its users is compressor/library/compress.hpp.
//
// Finds the abstractions with the highest utility in a corpus, by branch and bound over all
// admissible ones (Stitch: Bowers et al., POPL 2023, Section 4). In goes the node table of a corpus
// with the settings, out come the best abstractions, each with all its match locations.
//
// ```cpp
// #include "compressor/corpus/read_corpus.hpp"
// const Corpus corpus = read_corpus(R"j(["(f (g a) (g a))", "(f (g b) (g b))"])j");
// const Settings settings;
// const NodeTable table = make_node_table(corpus, settings);
// const Arguments arguments(table);
// const Context context(table, arguments, settings);
// const SearchResult result = search(context, corpus.store, {.threads = 2});
// CHECK(result.best.front().body == "(f #0 #0)");
// CHECK(result.stopped == StopReason::none);
// ```
//
// The search starts from the pattern `??`, which matches everywhere, and fills holes one by one. It
// is depth-first, best bound first: it keeps one path of patterns and the lists of their untried
// children, and makes patterns of the path again rather than keep too many. So its memory is in
// proportion to the corpus, whereas best-first search keeps every open pattern.
//
// Threads share only the best abstractions found so far. A thread without work takes over untried
// children of the outermost pattern of another thread. The result does not depend on the threads,
// because the order of abstractions is total and a bound drops only what cannot win in that order.

#include "compressor/patterns/context.hpp"
#include "compressor/patterns/scored_abstraction.hpp"
#include "compressor/search/search_progress.hpp"
#include "lambda/terms/term_store.hpp"
#include "support/budget/budget.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace rasp_stitch::compressor {

struct SearchControl {
    std::size_t threads = 1;

    // How many of the best abstractions to find. For more than one, switch Rule::forced_reuse
    // and Rule::symbols_first off: they drop abstractions that a better one makes unnecessary.
    std::size_t best_count = 1;

    // Whether of these only those are looked for that have the utility of the best one.
    bool only_equals = false;

    // If set, only abstractions of this utility or a greater one are looked for.
    std::optional<Utility> least_utility = {};

    // Budget::programs limits the number of patterns that are expanded, and Budget::memory the
    // memory of the open patterns.
    Budget budget = {};

    // The memory, in bytes, that the patterns on the path of each thread may take before some are
    // put away (compressor/search/pattern_path.hpp). By default it depends on the corpus. It does
    // not change the result.
    std::optional<std::size_t> path_bytes = {};

    // Called every few milliseconds, from any of the threads, but never from two at once.
    std::function<void(const SearchProgress&)> progress = {};
};

struct SearchResult {
    std::vector<ScoredAbstraction> best; // the best first

    // How many patterns have a bound above the utility of the last of `best`: those that every
    // exact search with these bounds has to expand (compressor/search/bound_histogram.hpp). How
    // many others the search expanded before it found the best depends on its order and not on the
    // problem.
    std::int64_t patterns_expanded = 0;

    // Why the search ended before all was tried, and then an upper bound on the utility of every
    // abstraction.
    StopReason stopped = StopReason::none;
    std::optional<Utility> open_bound;

    OpenPatterns peak_open; // the sum over the threads, each at its own time
};

// Ends soon after the budget is used up, with what it has found.
SearchResult search(const Context& context, const lambda::TermStore& store,
                    const SearchControl& control);

} // namespace rasp_stitch::compressor
