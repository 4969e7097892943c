#include "compressor/search/bounds.hpp"

#include <algorithm>

namespace rasp_stitch::compressor {

// Stitch's bound is the whole cost of the location, less that of the new primitive (Bowers et al.
// 2023, Section 4.2).
//
// fixed-arguments: however the pattern is completed, a use passes the arguments that are already
// fixed, at their full cost and with one application each. Their cost is part of that of the
// location, since each of them occurs in it. A hole may still be filled without further cost, by
// the reuse of an argument.
//
// first-argument: the search looks for abstractions with arguments (those without are found in
// arity_zero.cpp), so if there is no argument yet, one of the holes will become one. It costs an
// application and at least a leaf, also after it is rewritten: if a use replaces it, the use has
// arguments, and the innermost of them consist of leaves of the corpus.
LocationBound::LocationBound(const Context& context, std::uint32_t arity)
    : table_(context.table), counts_arguments_(context.has(Rule::fixed_arguments)),
      bare_use_(context.settings.use_cost(0)) {
    if (arity == 0 && context.has(Rule::first_argument)) {
        least_argument_ = context.settings.costs.application + context.table.least_leaf_cost;
    }
}

// body-size: completing a body only adds to its cost.
Cost body_bound(const Context& context, Cost body_cost) {
    return context.has(Rule::body_size) ? body_cost : 0;
}

// upper-bound: what cannot beat the incumbent cannot win, because the incumbent is admissible.
bool bound_drops(const Context& context, const Score& bound, const Score& incumbent) {
    return context.has(Rule::upper_bound) && cannot_beat(bound, incumbent);
}

TaskBound::TaskBound(const NodeTable& table) : table_(table) {
    if (table.has_frontiers()) {
        saved_in_program_.assign(table.root.size(), 0);
    }
}

// task-minimum: a task costs what its cheapest program costs, before and after. If program r of a
// task costs c_r and rewriting saves at most s_r in it, then the task saves at most
// min c_r - min (c_r - s_r). An expensive program saves nothing until it becomes cheaper than the
// cheapest one was.
Cost TaskBound::saved(const RowSelection& selection, std::span<const Cost> added) {
    std::fill(saved_in_program_.begin(), saved_in_program_.end(), 0);
    const Node* const locations = selection.parent.locations().data();
    for (std::size_t i = 0; i < selection.count; ++i) {
        if (added[i] > 0) {
            for (const Occurrence& occurrence : table_.occurrences_of(locations[selection[i]])) {
                saved_in_program_[occurrence.program] += added[i] * occurrence.count;
            }
        }
    }
    Cost saved = 0;
    for (std::uint32_t task = 0; task < table_.task_count(); ++task) {
        Cost least = table_.task_cost[task];
        for (const std::uint32_t program : table_.programs_of(task)) {
            least = std::min(least, table_.program_cost(program) - saved_in_program_[program]);
        }
        saved += table_.task_cost[task] - least;
    }
    return saved;
}

} // namespace rasp_stitch::compressor
