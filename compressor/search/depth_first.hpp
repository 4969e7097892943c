#pragma once

// The search of one thread: all completions of a pattern, depth-first, best bound first.
//
//     DepthFirst thread(context, store, best);
//     thread.begin(pattern);
//     while (thread.advance()) { ... }   // returns about every millisecond
//
// It keeps the patterns on the path to the present one, each with the list of its children that
// have not been tried, and no others.

#include "compressor/patterns/context.hpp"
#include "compressor/patterns/pattern.hpp"
#include "compressor/search/best_abstractions.hpp"
#include "compressor/search/bound_histogram.hpp"
#include "compressor/search/expansion.hpp"
#include "compressor/search/scorer.hpp"
#include "compressor/search/search_progress.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace rasp_stitch::compressor {

class DepthFirst {
public:
    DepthFirst(const Context& context, const lambda::TermStore& store, BestAbstractions& best);

    // Starts the search at a pattern, and leaves an unspecified pattern in its place.
    void begin(Pattern& pattern);

    // Continues for about a millisecond. Returns false once the search is finished.
    bool advance();

    // Returns an upper bound on the utility of everything that has not been tried.
    Utility open_bound() const;

    // Removes the untried children of the outermost pattern that can spare some, and returns them
    // in their order.
    std::vector<Pattern> give_away();

    // Returns the patterns that this object ever expanded.
    const BoundHistogram& expanded() const { return expanded_; }

    // Returns how many patterns were expanded since the last call.
    std::int64_t unreported();

    // Returns what was open when advance() last returned.
    OpenPatterns open() const { return open_; }

    OpenPatterns peak_open() const { return peak_open_; }

private:
    // A pattern on the path to the present one.
    struct Level {
        Pattern pattern;
        Expansion expansion;
        std::size_t next = 0; // the candidates from here on have not been tried
    };

    bool has_untried(const Level& level) const {
        return level.next < level.expansion.candidates.size();
    }
    void try_candidate(const Level& level, const Candidate& candidate);
    void enter_child();
    void expand(Level& level);
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
    std::size_t work_ = 0;                       // the rows looked at since the last pause
    Pattern child_;                              // that is being made
    std::vector<std::unique_ptr<Level>> levels_; // they keep their memory for the next pattern
    std::size_t depth_ = 0;
};

} // namespace rasp_stitch::compressor
