#pragma once

// Upper bounds on the utility of the completions of a partial abstraction (Bowers et al. 2023,
// Section 4.2).
//
// Every bound holds for the optimal rewriting: a use at a match location replaces the cost of the
// location by that of the use and its arguments; uses overlap only inside arguments; and a position
// of a tree is rewritten at most once. So the rewriting of a program saves at most the sum, over
// the occurrences of match locations in it, of what a use there can save, or 0 if that is negative.

#include "compressor/patterns/context.hpp"
#include "compressor/patterns/row_selection.hpp"
#include "compressor/patterns/scored_abstraction.hpp"

#include <span>
#include <vector>

namespace rasp_stitch::compressor {

// An upper bound on what uses at one location save. It is a class so that the rules are looked up
// once for many rows.
class LocationBound {
public:
    LocationBound(const Context& context, std::uint32_t arity);

    // Returns the bound for one use, given the cost of the location less that of a use with the
    // arguments so far.
    Cost of_use(Node location, Cost saving) const {
        return (counts_arguments_ ? saving : table_.cost[location] - bare_use_) - least_argument_;
    }

    // Returns the bound for uses at all occurrences together, at least 0: Pattern::row_bound.
    Cost of_all(Node location, Cost saving) const {
        const Cost bound = of_use(location, saving);
        return bound > 0 ? bound * table_.weight[location] : 0;
    }

private:
    const NodeTable& table_;
    bool counts_arguments_;
    Cost bare_use_;
    Cost least_argument_ = 0;
};

// Returns a lower bound on the cost of the body of every completion, given the cost of the body so
// far.
Cost body_bound(const Context& context, Cost body_cost);

// Returns an upper bound on the utility, given one on the saved cost.
inline Utility utility_bound(const Context& context, Cost saving_bound, Cost body_cost) {
    return context.settings.utility(saving_bound, body_bound(context, body_cost));
}

// Returns whether the rule upper-bound drops a pattern with this upper bound on its score.
bool bound_drops(const Context& context, const Score& bound, const Score& incumbent);

// An upper bound task by task, for corpora in which a task has several programs.
class TaskBound {
public:
    explicit TaskBound(const NodeTable& table);

    // Returns an upper bound on the saved cost of the corpus. `added` holds, for each selected row,
    // what uses add at one occurrence (RowBounds::added).
    Cost saved(const RowSelection& selection, std::span<const Cost> added);

private:
    const NodeTable& table_;
    std::vector<Cost> saved_in_program_;
};

} // namespace rasp_stitch::compressor
