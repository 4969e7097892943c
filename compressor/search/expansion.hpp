#pragma once

// One step of the search: all ways to fill one hole of a pattern (Bowers et al. 2023, Section 4.1).
//
// A hole is filled with syntax (an application, a lambda, a variable, a primitive), with an
// argument that the pattern already has, or with a new argument. The pattern alone determines the
// hole, and every way to fill it is tried, so each abstraction is reached in exactly one way.
//
//     Expander expander(context);
//     expander.expand(pattern, incumbent, expansion);            // finds the candidates
//     make_child(context, pattern, expansion, candidate, child); // makes one of the children
//
// Candidates are judged by sums over their rows before the rows are listed, so nothing is allocated
// for a candidate that is dropped.

#include "compressor/patterns/context.hpp"
#include "compressor/patterns/filling.hpp"
#include "compressor/patterns/pattern.hpp"
#include "compressor/patterns/row_selection.hpp"
#include "compressor/patterns/scored_abstraction.hpp"
#include "compressor/search/bounds.hpp"
#include "compressor/search/call_bound.hpp"
#include "compressor/search/row_bounds.hpp"
#include "compressor/search/shape_bound.hpp"
#include "compressor/windows/window_bound.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace rasp_stitch::compressor {

// A child of a pattern that has not been made yet.
struct Candidate {
    Score bound;           // on the score of its completions
    Cost saving_bound = 0; // Pattern::saving_bound
    Filling filling;
    bool is_nested = true;       // Pattern::is_nested
    bool keeps_all_rows = false; // if false, its rows are a range of Expansion::rows
    std::uint32_t row_begin = 0;
    std::uint32_t row_end = 0;
};

struct Expansion {
    std::size_t hole = 0; // the index of the hole that is filled
    std::vector<Candidate> candidates;
    std::vector<std::uint32_t> rows;

    RowSelection selection(const Pattern& parent, const Candidate& candidate) const {
        RowSelection selected = all_rows(parent);
        if (!candidate.keeps_all_rows) {
            selected.rows = rows.data() + candidate.row_begin;
            selected.count = candidate.row_end - candidate.row_begin;
        }
        if (candidate.filling.kind == FillingKind::fresh) {
            selected.new_argument = hole;
            selected.new_takes_symbols = candidate.filling.takes_symbols;
        }
        return selected;
    }
};

class Expander {
public:
    // Without a table of windows, the rule `windows` is off.
    explicit Expander(const Context& context, const WindowTable* windows = nullptr);

    // Sets `expansion` to the candidates that no rule drops. Those that finish the pattern come
    // first; otherwise they are in descending order of their bounds.
    void expand(const Pattern& pattern, const Score& incumbent, Expansion& expansion);

    // Lists the rows of a candidate of the pattern again, in place of Expansion::rows.
    void list_rows(const Pattern& pattern, std::size_t hole, Candidate& candidate,
                   Expansion& expansion) const;

private:
    // Sums up the rows that have a certain head, before they are listed.
    struct Tally {
        Cost bound = 0; // the sum of their row bounds
        std::uint32_t rows = 0;
        std::uint32_t next = no_rows; // the index in Expansion::rows of its next row
    };

    static constexpr std::uint32_t no_rows = UINT32_MAX;

    // The hole that is being filled, and the nodes that stand there.
    struct Filled {
        std::span<const Node> nodes; // by row
        std::uint32_t depth = 0;
        std::uint32_t applied = 0;
        bool has_one_head = false;       // the same at all rows
        bool is_one_closed_leaf = false; // the same at all rows
    };

    Filled look_at(const Pattern& pattern, std::size_t hole) const;

    Candidate candidate(const Pattern& pattern, Filling filling, Cost saving_bound) const;
    bool is_dropped(const Candidate& candidate) const {
        return bound_drops(context_, candidate.bound, incumbent_);
    }

    // Adds the candidate, whose rows are listed, or removes its rows if a rule drops it.
    void add(const Pattern& pattern, Candidate candidate, Expansion& expansion);
    bool is_worth_trying(const Pattern& pattern, const Expansion& expansion, Candidate& candidate);
    void set_bound(const Pattern& pattern, Cost saving_bound, Candidate& candidate) const;
    void lower(Cost saving_bound, Candidate& candidate) const;
    void lower_by_shapes(const Pattern& pattern, const RowSelection& selection,
                         Candidate& candidate);
    void lower_by_calls(const Pattern& pattern, const Expansion& expansion,
                        const RowSelection& selection, Candidate& candidate);
    void lower_by_rows(const Pattern& pattern, const RowSelection& selection, Candidate& candidate);
    void lower_by_windows(const Pattern& pattern, const Expansion& expansion,
                          const RowSelection& selection, Candidate& candidate);

    void fill_by_only_head(const Pattern& pattern, const Filled& filled, Expansion& expansion);
    void fill_by_syntax(const Pattern& pattern, const Filled& filled, Expansion& expansion);
    void fill_by_fresh(const Pattern& pattern, const Filled& filled, bool takes_symbols,
                       Expansion& expansion);

    bool takes_symbols_only(const Pattern& pattern, const Filled& filled) const;

    // Returns whether no node is forbidden as a new argument.
    bool takes_any_argument(bool takes_symbols) const;

    // Returns true if the reuse of one argument makes all other fillings unnecessary.
    bool fill_by_reuse(const Pattern& pattern, const Filled& filled, Expansion& expansion);

    // Returns whether reuse would apply the metavariable to more arguments, in a way that matters.
    bool applies_more(const Pattern& pattern, const Filled& filled,
                      std::uint32_t metavariable) const;

    // If the filling raises the cost of uses, sets new_saving_ and new_row_bound_ for the rows of
    // the candidate and returns the sum of the new row bounds; otherwise returns nullopt.
    std::optional<Cost> price(const Pattern& pattern, const Expansion& expansion,
                              const Candidate& candidate);

    // Appends to `rows` those in which the hole holds the argument, and returns the sum of their
    // row bounds.
    Cost list_holders(const Pattern& pattern, const Filled& filled, std::uint32_t metavariable,
                      std::vector<std::uint32_t>& rows) const;

    // Appends to `rows` those in which the hole holds a node that can be passed as an argument.
    void list_passable(const Pattern& pattern, const Filled& filled, bool takes_symbols,
                       std::vector<std::uint32_t>& rows) const;

    void sort(const Pattern& pattern, Expansion& expansion) const;

    const Context& context_;
    Score incumbent_; // during a call of expand
    ShapeBound shape_bound_;
    CallBound call_bound_;
    std::optional<WindowBound> window_bound_;        // if there are windows
    std::optional<PartialBody::RootCall> root_call_; // of the present pattern, if that is needed
    RowBounds row_bounds_;
    TaskBound task_bound_;
    std::vector<Tally> tallies_;      // by head; all empty between calls
    std::vector<HeadId> heads_;       // by row of the present pattern: the head at the hole
    std::vector<HeadId> met_;         // the heads that have a tally
    bool is_priced_ = false;          // whether the next two hold for the present candidate
    std::vector<Cost> new_saving_;    // by row of the candidate
    std::vector<Cost> new_row_bound_; // likewise
};

} // namespace rasp_stitch::compressor
