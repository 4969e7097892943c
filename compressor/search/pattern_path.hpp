#pragma once

// The path of a depth-first search: the patterns from the outermost one to the present one, each
// with its children that have not been tried.
//
//     PatternPath path(context, expander, 16'000'000);
//     path.begin(pattern);                     // the outermost pattern; expand it
//     while (path.has_untried()) {
//         const Candidate candidate = path.next_untried();
//         path.make_child(candidate, child);
//         path.enter(candidate, child);        // the child is the present pattern now; expand it
//     }
//     path.leave();
//
// The patterns of a path would take memory with the depth of a body times the size of the corpus
// times the number of holes. So if those of the path take more than a limit, some are put away: of
// each, only the candidates stay, and the way in which it was made from the pattern before it. It
// is made again when one of its candidates is tried. Most never are, since their bounds have fallen
// below the incumbent in the meantime. Whatever is put away, the patterns are the same.

#include "compressor/patterns/context.hpp"
#include "compressor/patterns/pattern.hpp"
#include "compressor/search/expansion.hpp"
#include "compressor/search/search_progress.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace rasp_stitch::compressor {

class PatternPath {
public:
    // The outermost and the present pattern are kept, whatever the limit is.
    PatternPath(const Context& context, const Expander& expander, std::size_t max_bytes)
        : context_(context), expander_(expander), max_bytes_(max_bytes) {}

    bool empty() const { return size_ == 0; }
    std::size_t size() const { return size_; }

    // Starts a path at a pattern, and leaves an unspecified pattern in its place.
    void begin(Pattern& outermost);
    void clear();

    // The present pattern, and its expansion, which the caller fills. After that, noted() has to be
    // called.
    const Pattern& pattern() const { return levels_[size_ - 1]->pattern; }
    Expansion& expansion() { return levels_[size_ - 1]->expansion; }
    void noted();

    bool has_untried() const { return has_untried(*levels_[size_ - 1]); }
    const Candidate& next_untried() {
        --untried_;
        Level& level = *levels_[size_ - 1];
        return level.expansion.candidates[level.next++];
    }

    // Makes a child of the present pattern.
    void make_child(const Candidate& candidate, Pattern& child);

    // Makes that child the present pattern, and leaves an unspecified pattern in its place. If it
    // was the last one, its parent is no longer needed, and the child takes its place. So a long
    // chain of patterns without alternatives takes no more memory than one pattern.
    void enter(const Candidate& candidate, Pattern& child);

    // If there is a single untried child, which can be made in place (fill_in_place), makes it the
    // present pattern and returns true.
    bool enter_only_child();

    // Makes the pattern before the present one the present one, or the path empty.
    void leave();

    // Returns the greatest upper bound of an untried child.
    Utility open_bound() const;

    // Removes the untried children of the outermost pattern that can spare some, and returns those
    // that can beat the incumbent, in their order.
    std::vector<Pattern> give_away(const Score& incumbent);

    OpenPatterns open() const {
        return {.count = static_cast<std::int64_t>(size_) + untried_,
                .bytes = static_cast<std::int64_t>(bytes_)};
    }

private:
    // How a pattern was made from another one.
    struct Step {
        Candidate candidate; // its rows are not there any more
        std::size_t hole = 0;
    };

    struct Level {
        Pattern pattern;
        Expansion expansion;
        std::size_t next = 0;    // the candidates from here on have not been tried
        std::vector<Step> steps; // from the pattern of the level before; none for the outermost
        std::size_t bytes = 0;   // as far as they are counted in bytes_
        bool is_put_away = false;
        bool has_rows = true; // in the expansion; a pattern that is made again has none there
    };

    static bool has_untried(const Level& level) {
        return level.next < level.expansion.candidates.size();
    }

    void add_level(Pattern& pattern);
    void count_bytes(Level& level);
    void put_some_away();
    std::size_t least_useful() const;
    void put_away(std::size_t index);
    void keep(std::size_t index);
    void make_again(std::size_t index);
    void repeat(const Step& step, Pattern& pattern);
    void make_child(std::size_t index, const Candidate& candidate, Pattern& child);

    const Context& context_;
    const Expander& expander_;
    std::size_t max_bytes_;
    std::vector<std::unique_ptr<Level>> levels_; // those that follow the path are spare memory
    std::size_t size_ = 0;
    std::size_t bytes_ = 0;         // of all levels
    std::int64_t untried_ = 0;      // of all levels of the path
    std::vector<std::size_t> kept_; // the levels of the path that are not put away, ascending
    Expansion repeated_;            // of a step that is repeated
    Pattern repeated_child_;
};

} // namespace rasp_stitch::compressor
