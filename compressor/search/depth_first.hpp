#pragma once

// The search of one thread: all completions of a pattern, depth-first, best bound first.
//
//     DepthFirst thread(context, store, winners);
//     thread.begin(pattern);
//     while (thread.advance()) { ... }   // comes back every millisecond or so
//
// It keeps the patterns on the path to the one at hand, each with the list of its children that
// have not been tried, and nothing else.

#include "compressor/patterns/context.hpp"
#include "compressor/patterns/pattern.hpp"
#include "compressor/search/bound_histogram.hpp"
#include "compressor/search/expansion.hpp"
#include "compressor/search/offer.hpp"
#include "compressor/search/winners.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace rasp_stitch::compressor {

// What a search holds at one time.
struct OpenPatterns {
    std::int64_t count = 0; // children that have not been tried, and the patterns they are of
    std::int64_t bytes = 0; // for all of them
};

class DepthFirst {
public:
    DepthFirst(const Context& context, const lambda::TermStore& store, Winners& winners);

    // Takes the pattern, and leaves some other in its place.
    void begin(Pattern& pattern);

    // Goes on for a while. False once all is searched.
    bool advance();

    // Nothing that is still untried is worth more.
    Utility open_bound() const;

    // Takes the untried children of the outermost pattern that can spare some, in their order. They
    // are this search's no longer.
    std::vector<Pattern> give_away();

    // All that were ever expanded by this object.
    const BoundHistogram& expanded() const { return expanded_; }

    // How many since the last call.
    std::int64_t unreported();

    OpenPatterns most_open() const { return most_open_; }

private:
    // A pattern on the path to the pattern at hand.
    struct Level {
        Pattern pattern;
        Expansion expansion;
        std::size_t next = 0; // candidates from there on have not been tried
    };

    bool has_untried(const Level& level) const {
        return level.next < level.expansion.candidates.size();
    }
    void try_candidate(const Level& level, const Candidate& candidate);
    void enter_child();
    void expand(Level& level);
    void note_open();

    const Context& context_;
    Winners& winners_;
    Rival rival_;
    Expander expander_;
    Offers offers_;
    BoundHistogram expanded_;
    std::int64_t reported_ = 0;
    OpenPatterns most_open_;
    std::size_t deepest_ = 0;
    std::size_t work_ = 0;                       // rows looked at since the last pause
    Pattern child_;                              // being made
    std::vector<std::unique_ptr<Level>> levels_; // they keep their memory for the next pattern
    std::size_t depth_ = 0;
};

} // namespace rasp_stitch::compressor
