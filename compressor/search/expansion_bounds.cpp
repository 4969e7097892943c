// How the candidates of an expansion are judged, and what uses cost with them.

#include "compressor/search/expansion.hpp"

#include "compressor/patterns/admissible.hpp"
#include "compressor/patterns/argument_cost.hpp"
#include "compressor/search/bounds.hpp"

#include <algorithm>
#include <cstddef>

namespace rasp_stitch::compressor {

using lambda::CostModel;

Candidate Expander::candidate(const Pattern& pattern, Filling filling, Cost saving_bound) const {
    const std::uint32_t arity = pattern.arity() + (filling.kind == FillingKind::fresh ? 1 : 0);
    const Cost added = filling.kind == FillingKind::syntax ? context_.table.heads[filling.what].cost
                                                           : CostModel::metavariable;
    Candidate made{.bound = {},
                   .saving_bound = std::min(saving_bound, pattern.saving_bound),
                   .filling = filling,
                   .is_nested = pattern.is_nested};
    // The search finds only abstractions with arguments, so a pattern without one will have one in
    // the end.
    made.bound = {
        .utility = 0, .arity = std::max(arity, 1U), .body_cost = pattern.body_cost + added};
    made.bound.utility = std::min(pattern.utility_bound,
                                  utility_bound(context_, made.saving_bound, made.bound.body_cost));
    return made;
}

bool Expander::is_worth_trying(const Pattern& pattern, const Expansion& expansion,
                               Candidate& candidate) {
    RowSelection selection = expansion.selection(pattern, candidate);
    if (is_priced_) {
        selection.new_saving = new_saving_.data();
        selection.new_row_bound = new_row_bound_.data();
    }
    if (selection.count == 0 || is_dropped(candidate) ||
        drops_single_location(context_, selection.count, pattern.locations()[selection[0]]) ||
        drops_single_task(context_, selection) || drops_arguments(context_, selection)) {
        return false;
    }
    lower_by_shapes(pattern, selection, candidate);
    if (is_dropped(candidate)) {
        return false;
    }
    lower_by_calls(pattern, expansion, selection, candidate);
    if (is_dropped(candidate)) {
        return false;
    }
    lower_by_rows(pattern, selection, candidate);
    if (is_dropped(candidate)) {
        return false;
    }
    lower_by_windows(pattern, expansion, selection, candidate);
    return !is_dropped(candidate);
}

void Expander::set_bound(const Pattern& pattern, Cost saving_bound, Candidate& candidate) const {
    candidate.saving_bound = pattern.saving_bound;
    candidate.bound.utility = pattern.utility_bound;
    lower(saving_bound, candidate);
}

void Expander::lower(Cost saving_bound, Candidate& candidate) const {
    candidate.saving_bound = std::min(candidate.saving_bound, saving_bound);
    candidate.bound.utility =
        std::min(candidate.bound.utility,
                 utility_bound(context_, candidate.saving_bound, candidate.bound.body_cost));
}

void Expander::lower_by_calls(const Pattern& pattern, const Expansion& expansion,
                              const RowSelection& selection, Candidate& candidate) {
    const bool is_complete =
        pattern.holes.size() == 1 && (candidate.filling.kind != FillingKind::syntax ||
                                      context_.table.heads[candidate.filling.what].is_leaf());
    if (is_complete || !context_.has(Rule::wide_calls)) {
        return;
    }
    const std::optional<Utility> bound = call_bound_.utility(
        selection, expansion.hole, candidate.filling, candidate.bound.body_cost);
    if (bound) {
        candidate.bound.utility = std::min(candidate.bound.utility, *bound);
    }
}

void Expander::lower_by_windows(const Pattern& pattern, const Expansion& expansion,
                                const RowSelection& selection, Candidate& candidate) {
    // With the same rows and arguments, it would not be much less than it was for the pattern.
    if (!window_bound_ ||
        (selection.count == pattern.rows && candidate.filling.kind != FillingKind::fresh)) {
        return;
    }
    if (!root_call_) {
        root_call_ = pattern.body.root_call(context_.table);
    }
    std::uint32_t width = root_call_->width;
    if (pattern.holes[expansion.hole].position == root_call_->callee) {
        if (candidate.filling.kind != FillingKind::syntax ||
            context_.table.heads[candidate.filling.what].kind != lambda::TermKind::application) {
            return; // all of the call is there
        }
        ++width;
    } else if (!pattern.body.has_hole_at(root_call_->callee)) {
        return;
    }
    const std::optional<Utility> bound = window_bound_->utility(
        selection, width, candidate.bound.body_cost, incumbent_, candidate.bound.utility);
    if (bound) {
        candidate.bound.utility = std::min(candidate.bound.utility, *bound);
    }
}

void Expander::lower_by_shapes(const Pattern& pattern, const RowSelection& selection,
                               Candidate& candidate) {
    // If no other hole is open, this bound is not better than the sum of the row bounds. If there
    // are very many rows, it is not much better, and takes more time than it saves.
    constexpr std::size_t max_rows = 8192;
    const bool has_holes =
        pattern.holes.size() > 1 || candidate.filling.kind == FillingKind::syntax;
    if (has_holes && selection.count <= max_rows &&
        selection.limited_arity() == context_.settings.max_arity &&
        context_.has(Rule::no_more_arguments)) {
        lower(shape_bound_.saved(selection), candidate);
    }
}

void Expander::lower_by_rows(const Pattern& pattern, const RowSelection& selection,
                             Candidate& candidate) {
    const bool bounds_tasks = context_.table.has_frontiers() && context_.has(Rule::task_minimum);
    const bool may_nest = pattern.is_nested && context_.has(Rule::nested_matches);
    if (!bounds_tasks && !may_nest) {
        return;
    }
    row_bounds_.compute(selection);
    candidate.is_nested = row_bounds_.is_nested();
    lower(row_bounds_.saved(), candidate);
    if (bounds_tasks) {
        lower(task_bound_.saved(selection, row_bounds_.added()), candidate);
    }
}

void Expander::add(const Pattern& pattern, Candidate candidate, Expansion& expansion) {
    if (is_worth_trying(pattern, expansion, candidate)) {
        expansion.candidates.push_back(candidate);
    } else if (!candidate.keeps_all_rows) {
        expansion.rows.resize(candidate.row_begin);
    }
}

std::optional<Cost> Expander::price(const Pattern& pattern, const Expansion& expansion,
                                    const Candidate& candidate) {
    const FillingCost added(context_, pattern, expansion.hole, candidate.filling);
    is_priced_ = !added.is_zero();
    if (!is_priced_) {
        return std::nullopt;
    }
    const RowSelection selection = expansion.selection(pattern, candidate);
    const std::size_t count = selection.count;
    new_saving_.resize(std::max(new_saving_.size(), count));
    new_row_bound_.resize(std::max(new_row_bound_.size(), count));
    const LocationBound bound(context_, selection.arity());
    const Node* const locations = pattern.locations().data();
    const Cost* const saving = pattern.saving.data();
    Cost* const new_saving = new_saving_.data();
    Cost* const new_row_bound = new_row_bound_.data();
    const auto price_rows = [&](auto&& row_at) {
        Cost sum = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t row = row_at(i);
            const Cost left = saving[row] - added.at(row);
            const Cost of_all = bound.of_all(locations[row], left);
            new_saving[i] = left;
            new_row_bound[i] = of_all;
            sum += of_all;
        }
        return sum;
    };
    if (selection.rows == nullptr) {
        return price_rows([](std::size_t i) { return i; });
    }
    return price_rows([rows = selection.rows](std::size_t i) { return rows[i]; });
}

} // namespace rasp_stitch::compressor
