#include "compressor/search/row_bounds.hpp"

#include <algorithm>

namespace rasp_stitch::compressor {

// nested-matches: let v(n) be an upper bound on what one use at location n saves, let U(n) be what
// the optimal rewriting with some completion of the pattern saves in the tree n, and let
//
//     g(n) = max(0, v(n) - the sum of g over some matching places inside n, none of them in an
//                          argument of n)
//
// (An argument that occurs in several places is passed once, so it would suffice to spare one of
// them; here all are spared.) Then U(n) is at most G(n), the sum of g over all matching places in
// the tree n. The proof is by induction. Without a use at n, U(n) is the sum of U over the parts,
// and G(n) is at least the sum of G over the parts. With a use at n, U(n) is at most v(n) plus the
// U of the arguments that the pattern already has: a later argument was counted in v at its full
// cost, which is more than what rewriting saves in it. (This holds under first-argument too, since
// what is left of an argument costs at least a leaf.) And G(n) is at least v(n), less g of the
// subtracted places, plus g of all places inside n, which is at least v(n) plus G of the arguments.
//
// A place where no use is allowed (Forms) does not match, and its g is 0, although the same node
// may match elsewhere. So a row counts for the locations around it only if a use is allowed at the
// place where it was first met; and `weight` counts only places where a use is allowed.
//
// So the corpus saves at most the sum over the locations of weight times g. The choice of the
// subtracted places is free. Here they are those first met inside n by the walk that numbered the
// nodes: they are adjacent rows, so a prefix sum gives the sum of their g.
void RowBounds::compute(const RowSelection& selection) {
    const Pattern& parent = selection.parent;
    const NodeTable& table = context_.table;
    const Node* const locations = parent.locations().data();
    const LocationBound bound(context_, selection.arity());
    const bool may_nest = parent.is_nested && context_.has(Rule::nested_matches);
    count_ = selection.count;
    if (added_.size() < count_) {
        location_.resize(count_);
        begin_.resize(count_);
        added_.resize(count_);
        sum_.resize(count_ + 1);
    }
    saved_ = 0;
    is_nested_ = false;
    for (std::uint32_t i = 0; i < count_; ++i) {
        const Node location = locations[selection[i]];
        Cost added = std::max<Cost>(0, bound.of_use(location, selection.saving(i)));
        Cost row_bound = selection.row_bound(i);
        if (may_nest) {
            location_[i] = location;
            begin_[i] = first_row_inside(i);
            const Cost excluded = excluded_by_inner(selection, i);
            if (added > 0 && excluded > 0) {
                added = std::max<Cost>(0, added - excluded);
                row_bound = added * table.weight[location];
                is_nested_ = true;
            }
            // A place where no use is allowed adds nothing to the locations around it.
            sum_[i + 1] = sum_[i] + (table.allows_use_at_first_place[location] ? added : 0);
        }
        added_[i] = added;
        saved_ += row_bound;
    }
}

// The rows inside the preceding row precede that row.
std::uint32_t RowBounds::first_row_inside(std::uint32_t index) const {
    const Node first = context_.table.first_inside[location_[index]];
    std::uint32_t begin = index;
    while (begin > 0 && location_[begin - 1] >= first) {
        begin = begin_[begin - 1];
    }
    return begin;
}

// If one argument lies in another, what is inside it is subtracted twice, so less is excluded.
Cost RowBounds::excluded_by_inner(const RowSelection& selection, std::uint32_t index) const {
    Cost inside = sum_[index] - sum_[begin_[index]];
    if (inside > 0) {
        const std::uint32_t row = selection[index];
        for (std::size_t j = 0; j < selection.arity(); ++j) {
            inside -= sum_inside(selection.argument(j)[row], begin_[index], index);
        }
    }
    return inside;
}

Cost RowBounds::sum_inside(Node node, std::uint32_t begin, std::uint32_t end) const {
    const auto first = location_.begin() + begin;
    const auto last = location_.begin() + end;
    if (node < *first) {
        return 0;
    }
    const auto from = std::lower_bound(first, last, context_.table.first_inside[node]);
    const auto to = std::upper_bound(from, last, node);
    return sum_[static_cast<std::size_t>(to - location_.begin())] -
           sum_[static_cast<std::size_t>(from - location_.begin())];
}

} // namespace rasp_stitch::compressor
