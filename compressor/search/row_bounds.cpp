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
    count_ = selection.count;
    if (added_.size() < count_) {
        location_.resize(count_);
        begin_.resize(count_);
        added_.resize(count_);
        sum_.resize(count_ + 1);
    }
    is_nested_ = false;
    if (selection.parent.is_nested && context_.has(Rule::nested_matches)) {
        exclude_inner(selection);
    } else {
        add_all(selection);
    }
}

void RowBounds::add_all(const RowSelection& selection) {
    const Node* const locations = selection.parent.locations().data();
    const LocationBound bound(context_, selection.arity());
    saved_ = 0;
    for (std::size_t i = 0; i < count_; ++i) {
        added_[i] = std::max<Cost>(0, bound.of_use(locations[selection[i]], selection.saving(i)));
        saved_ += selection.row_bound(i);
    }
}

void RowBounds::exclude_inner(const RowSelection& selection) {
    const NodeTable& table = context_.table;
    const Node* const locations = selection.parent.locations().data();
    const Node* const first_inside = table.first_inside.data();
    const LocationBound bound(context_, selection.arity());
    const bool allows_use = context_.settings.forms.allows_applied_uses(); // everywhere
    Node* const location = location_.data();
    std::uint32_t* const begin = begin_.data();
    Cost* const sums = sum_.data();
    Cost sum = 0;
    Cost saved = 0;
    for (std::uint32_t i = 0; i < count_; ++i) {
        const Node at = locations[selection[i]];
        location[i] = at;
        Cost added = std::max<Cost>(0, bound.of_use(at, selection.saving(i)));
        Cost row_bound = selection.row_bound(i);
        // The rows inside the preceding row precede that row.
        const Node first = first_inside[at];
        std::uint32_t inner = i;
        while (inner > 0 && location[inner - 1] >= first) {
            inner = begin[inner - 1];
        }
        begin[i] = inner;
        if (added > 0 && sum > sums[inner]) {
            const Cost excluded = sum - sums[inner] - sum_in_arguments(selection, i);
            if (excluded > 0) {
                added = std::max<Cost>(0, added - excluded);
                row_bound = added * table.weight[at];
                is_nested_ = true;
            }
        }
        // A place where no use is allowed adds nothing to the locations around it.
        sum += allows_use || table.allows_use_at_first_place[at] ? added : 0;
        sums[i + 1] = sum;
        added_[i] = added;
        saved += row_bound;
    }
    saved_ = saved;
}

// If one argument lies in another, what is inside it is counted twice, so less is excluded.
Cost RowBounds::sum_in_arguments(const RowSelection& selection, std::uint32_t index) const {
    const std::uint32_t row = selection[index];
    Cost inside = 0;
    for (std::size_t j = 0; j < selection.arity(); ++j) {
        inside += sum_inside(selection.argument(j)[row], begin_[index], index);
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
