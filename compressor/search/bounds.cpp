#include "compressor/search/bounds.hpp"

#include <algorithm>

namespace rasp_stitch::compressor {

// Stitch's bound takes the whole cost of the location, less the new primitive (Bowers et al. 2023,
// section 4.2).
//
// fixed-arguments: whatever completes the pattern, a use passes the arguments that are fixed
// already, at their full cost, with one application each. Their cost is part of the location's,
// since each stands somewhere in it. A hole may still be filled at no further cost, by an argument
// that is there.
//
// first-argument: the search is for abstractions with arguments (those without are found
// otherwise), so while there is none, one hole will become an argument; it costs an application and
// at least a leaf, also once it is rewritten: a use has arguments, and the innermost of them are
// made of leaves of the corpus.
LocationBound::LocationBound(const Context& context, std::uint32_t arity)
    : table_(context.table), counts_arguments_(context.has(Rule::fixed_arguments)),
      bare_use_(context.settings.use_cost(0)) {
    if (arity == 0 && context.has(Rule::first_argument)) {
        least_argument_ = context.settings.costs.application + context.table.least_leaf_cost;
    }
}

// body-size: a body only grows.
Cost body_bound(const Context& context, Cost body_cost) {
    return context.has(Rule::body_size) ? body_cost : 0;
}

// upper-bound: what cannot beat the incumbent cannot win, for the incumbent itself is admissible.
bool bound_drops(const Context& context, const Promise& promise, const Promise& incumbent) {
    return context.has(Rule::upper_bound) && cannot_beat(promise, incumbent);
}

TaskBound::TaskBound(const NodeTable& table) : table_(table) {
    if (table.has_frontiers()) {
        saved_in_program_.assign(table.root.size(), 0);
    }
}

// task-minimum: a task costs what its cheapest program costs, before and after. If the programs r
// of a task cost c_r and rewriting saves at most s_r in each, the task saves at most min c_r - min
// (c_r - s_r): a program that is dear now saves nothing until it undercuts the cheapest.
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
