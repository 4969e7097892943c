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
//     (compressor/search/child.hpp)
//
// Candidates are judged by sums over their rows before any rows are listed, so nothing is allocated
// for one that is dropped.

#include "compressor/patterns/context.hpp"
#include "compressor/patterns/filling.hpp"
#include "compressor/patterns/incumbent.hpp"
#include "compressor/patterns/pattern.hpp"
#include "compressor/patterns/row_selection.hpp"
#include "compressor/search/bounds.hpp"
#include "compressor/search/row_bounds.hpp"
#include "compressor/search/shape_bound.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace rasp_stitch::compressor {

struct Candidate {
    Promise promise;
    Cost savable = 0; // Pattern::savable
    Filling filling = Filling::syntax;
    bool is_nested = true;       // Pattern::is_nested
    bool keeps_all_rows = false; // else its rows of the parent are a range of Expansion::rows
    std::uint32_t what = 0;      // the head, or the metavariable that is used again
    std::uint32_t row_begin = 0;
    std::uint32_t row_end = 0;
};

struct Expansion {
    std::size_t hole = 0; // which of the pattern's holes is filled
    std::vector<Candidate> candidates;
    std::vector<std::uint32_t> rows;

    RowSelection selection(const Pattern& parent, const Candidate& candidate) const {
        RowSelection selected = all_rows(parent);
        if (!candidate.keeps_all_rows) {
            selected.rows = rows.data() + candidate.row_begin;
            selected.count = candidate.row_end - candidate.row_begin;
        }
        if (candidate.filling == Filling::fresh) {
            selected.new_argument = hole;
        }
        return selected;
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

    // The hole that is being filled, and what stands there.
    struct Filled {
        std::span<const Node> nodes; // by row
        std::uint32_t depth = 0;
        std::uint32_t applied = 0;
        bool has_one_head = false;       // at all rows
        bool is_one_closed_leaf = false; // the same at all rows
    };

    Filled look_at(const Pattern& pattern, std::size_t hole) const;

    Candidate candidate(const Pattern& pattern, Filling filling, std::uint32_t what,
                        Cost worth) const;
    bool is_dropped(const Candidate& candidate) const {
        return bound_drops(context_, candidate.promise, incumbent_);
    }

    // Adds the candidate, whose rows are listed, if it is worth trying; else takes its rows back.
    void add(const Pattern& pattern, Candidate candidate, Expansion& expansion);
    bool is_worth_trying(const Pattern& pattern, const Expansion& expansion, Candidate& candidate);
    void lower(Cost savable, Candidate& candidate) const;
    void lower_by_shapes(const Pattern& pattern, const RowSelection& selection,
                         Candidate& candidate);
    void lower_by_rows(const Pattern& pattern, const RowSelection& selection, Candidate& candidate);

    void fill_by_only_head(const Pattern& pattern, const Filled& filled, Expansion& expansion);
    void fill_by_syntax(const Pattern& pattern, const Filled& filled, Expansion& expansion);
    void fill_by_fresh(const Pattern& pattern, const Filled& filled, Expansion& expansion);

    // Whether reuse would apply an argument to more arguments, in a way that matters.
    bool applies_more(const Pattern& pattern, const Filled& filled,
                      std::uint32_t metavariable) const;

    // Fills new_saving_ and new_worth_ for the rows listed from `begin` on, if the filling makes
    // uses dearer, and gives the sum of what they are worth.
    std::optional<Cost> price(const Pattern& pattern, const Expansion& expansion, Filling filling,
                              std::uint32_t what, std::uint32_t begin);

    // True if the reuse of one argument makes every other filling needless.
    bool fill_by_reuse(const Pattern& pattern, const Filled& filled, Expansion& expansion);
    // Adds to `rows` those in which the hole holds the argument; gives what they are worth.
    Cost list_holders(const Pattern& pattern, const Filled& filled, std::uint32_t metavariable,
                      std::vector<std::uint32_t>& rows) const;

    void sort(const Pattern& pattern, Expansion& expansion) const;

    const Context& context_;
    Promise incumbent_; // during a call of expand
    ShapeBound shape_bound_;
    RowBounds row_bounds_;
    TaskBound task_bound_;
    std::vector<Tally> tallies_;   // by head; all empty between calls
    std::vector<HeadId> heads_;    // by row of the pattern at hand: what stands at the hole
    std::vector<HeadId> met_;      // the heads with a tally
    bool is_priced_ = false;       // whether the next two hold for the candidate at hand
    std::vector<Cost> new_saving_; // by row of the candidate
    std::vector<Cost> new_worth_;
};

} // namespace rasp_stitch::compressor
