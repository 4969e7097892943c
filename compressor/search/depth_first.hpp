#pragma once

// The search of one thread: all completions of a pattern, depth-first, best bound first.
//
//     DepthFirst thread(context, windows, store, best, 16'000'000);
//     thread.begin(pattern);
//     while (thread.advance()) { ... }   // returns about every millisecond
//
// It keeps the path to the present pattern (compressor/search/pattern_path.hpp) and no other
// patterns.

#include "compressor/patterns/context.hpp"
#include "compressor/patterns/pattern.hpp"
#include "compressor/search/best_abstractions.hpp"
#include "compressor/search/bound_histogram.hpp"
#include "compressor/search/expansion.hpp"
#include "compressor/search/pattern_path.hpp"
#include "compressor/search/scorer.hpp"
#include "compressor/search/search_progress.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace rasp_stitch::compressor {

class DepthFirst {
public:
    // The patterns on the path take not much more than `path_bytes`, or else are made again when
    // they are needed.
    DepthFirst(const Context& context, const WindowTable* windows, const lambda::TermStore& store,
               BestAbstractions& best, std::size_t path_bytes);

    // Starts the search at a pattern, and leaves an unspecified pattern in its place.
    void begin(Pattern& pattern);

    // Continues for about a millisecond. Returns false once the search is finished.
    bool advance();

    // Returns an upper bound on the utility of everything that has not been tried.
    Utility open_bound() const { return path_.open_bound(); }

    // Removes the untried children of the outermost pattern that can spare some, and returns them
    // in their order.
    std::vector<Pattern> give_away() { return path_.give_away(incumbent_.score()); }

    // Returns the patterns that this object ever expanded.
    const BoundHistogram& expanded() const { return expanded_; }

    // Returns how many patterns were expanded since the last call.
    std::int64_t unreported();

    // Returns what was open when advance() last returned.
    OpenPatterns open() const { return open_; }

    OpenPatterns peak_open() const { return peak_open_; }

private:
    void try_candidate(const Candidate& candidate);
    bool score_finished_child();
    void expand_present();
    void expand();
    void note_open();

    const Context& context_;
    BestAbstractions& best_;
    IncumbentCache incumbent_;
    Expander expander_;
    Scorer scorer_;
    BoundHistogram expanded_;
    std::int64_t reported_ = 0;
    OpenPatterns open_;
    OpenPatterns peak_open_;
    std::size_t deepest_ = 0;
    std::size_t work_ = 0; // the rows looked at since the last pause
    Pattern child_;        // that is being made
    PatternPath path_;
};

} // namespace rasp_stitch::compressor
