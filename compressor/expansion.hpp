#pragma once

// One step of the search: all ways to fill one hole of a pattern.
//
// A hole is filled by syntax (an application, a lambda, a variable, a primitive), by an argument
// that the pattern has already, or by a new one. The hole is chosen by the pattern alone, and every
// way to fill it is tried, so each abstraction is reached in exactly one way (Bowers et al. 2023,
// section 4.1).
//
//     Expander expander(context);
//     expander.expand(pattern, incumbent, expansion);            // the candidates worth trying
//     make_child(context, pattern, expansion, candidate, child); // one of them
//     (compressor/child.hpp)
//
// Candidates are judged by sums over their rows before any rows are listed, so nothing is allocated
// for one that is dropped.

#include "compressor/context.hpp"
#include "compressor/incumbent.hpp"
#include "compressor/pattern.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace rasp_stitch::compressor {

enum class Filling : std::uint8_t { syntax, reuse, fresh };

struct Candidate {
    Promise promise;
    Filling filling = Filling::syntax;
    std::uint32_t what = 0;      // the head, or the metavariable that is used again
    std::uint32_t row_begin = 0; // its rows of the parent: a range of Expansion::rows
    std::uint32_t row_end = 0;
};

struct Expansion {
    std::size_t hole = 0; // which of the pattern's holes is filled
    std::vector<Candidate> candidates;
    std::vector<std::uint32_t> rows;

    std::span<const std::uint32_t> rows_of(const Candidate& candidate) const {
        return std::span(rows).subspan(candidate.row_begin,
                                       candidate.row_end - candidate.row_begin);
    }
};

class Expander {
public:
    explicit Expander(const Context& context);

    // Leaves in `expansion` the candidates that no rule drops: those that finish the pattern first,
    // each kind in descending order of bounds.
    void expand(const Pattern& pattern, const Promise& incumbent, Expansion& expansion);

private:
    // What is known of a head's rows before they are listed.
    struct Tally {
        Cost worth = 0;
        std::uint32_t rows = 0;
        std::uint32_t next = no_rows; // where in Expansion::rows its next row goes
    };

    static constexpr std::uint32_t no_rows = UINT32_MAX;

    Promise promise(const Pattern& pattern, Cost worth, std::uint32_t arity, Cost added) const;

    // Whether enough locations are left for a completion to be admissible.
    bool is_supported(const Pattern& pattern, const Candidate& candidate,
                      const Expansion& expansion) const;

    void fill_by_syntax(const Pattern& pattern, const Promise& incumbent, Expansion& expansion);
    void fill_by_fresh(const Pattern& pattern, const Promise& incumbent,
                       Expansion& expansion) const;

    // True if the reuse of one argument makes every other filling needless.
    bool fill_by_reuse(const Pattern& pattern, const Promise& incumbent,
                       Expansion& expansion) const;
    // Adds to `rows` those in which the hole holds the argument; gives what they are worth.
    Cost list_holders(const Pattern& pattern, std::size_t hole, std::uint32_t metavariable,
                      std::vector<std::uint32_t>& rows) const;

    void sort(const Pattern& pattern, Expansion& expansion) const;

    const Context& context_;
    std::vector<Tally> tallies_; // by head; all empty between calls
    std::vector<HeadId> heads_;  // by row of the pattern at hand: what stands at the hole
    std::vector<HeadId> met_;    // the heads with a tally
};

} // namespace rasp_stitch::compressor
