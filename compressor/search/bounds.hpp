#pragma once

// Upper bounds on what any completion of a partial abstraction can be worth.
//
// Each holds for the optimal rewriting: one use at a match location replaces the location's cost by
// that of the use and its arguments, uses do not overlap except inside arguments, and a tree
// position is rewritten at most once. So the rewriting of a program saves at most the sum, over the
// occurrences of match locations in it, of what one use there can save (or nothing, where that is
// negative).

#include "compressor/patterns/context.hpp"
#include "compressor/patterns/incumbent.hpp"
#include "compressor/patterns/row_selection.hpp"

#include <span>
#include <vector>

namespace rasp_stitch::compressor {

// What uses at one location can save. (A class so that the rules are looked up once for many rows.)
class LocationBound {
public:
    LocationBound(const Context& context, std::uint32_t arity);

    // By one use, given what the pattern's arguments so far leave of the location's cost.
    Cost of_use(Node location, Cost saving) const {
        return (counts_arguments_ ? saving : table_.cost[location] - bare_use_) - least_argument_;
    }

    // By the uses at all occurrences together, or nothing where that is negative: Pattern::worth.
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

// What is subtracted from all savings for a body that has cost so much so far.
Cost body_bound(const Context& context, Cost body_cost);

// What a pattern is worth at most that saves at most so much.
inline Utility utility_bound(const Context& context, Cost savable, Cost body_cost) {
    return context.settings.utility(savable, body_bound(context, body_cost));
}

// Whether the rule `upper-bound` drops a pattern that promises this.
bool bound_drops(const Context& context, const Promise& promise, const Promise& incumbent);

// A bound task by task, for corpora in which a task has several programs.
class TaskBound {
public:
    explicit TaskBound(const NodeTable& table);

    // Given, for each row selected, what uses there add at one occurrence (RowBounds).
    Cost saved(const RowSelection& selection, std::span<const Cost> added);

private:
    const NodeTable& table_;
    std::vector<Cost> saved_in_program_;
};

} // namespace rasp_stitch::compressor
