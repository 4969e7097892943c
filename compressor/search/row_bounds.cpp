#include "compressor/search/row_bounds.hpp"

#include <algorithm>

namespace rasp_stitch::compressor {

// nested-matches: let v(n) bound what one use at location n saves, U be what the optimal rewriting
// with some completion of the pattern saves in a tree, and
//
//     g(n) = max(0, v(n) - the sum of g over some places inside n that match, none of them in an
//                          argument of n)
//
// (An argument that stands in several places is passed once, so it need be spared in one of them
// only; here it is in all.) Then U(n) is at most G(n), the sum of g over all places in the tree n
// that match. By induction: without a use at n, U(n) is the sum of U over the parts, and G(n) is at
// least the sum of G over the parts. With one, U(n) is at most v(n) plus U of the arguments that
// are there already: what becomes an argument later was counted in v with all its cost, which is
// more than what rewriting saves in it (and stays so under first-argument, for what is left of an
// argument costs at least a leaf). And G(n) is at least v(n), less g of the places that were
// subtracted, plus g of all places inside n: at least v(n) plus G of the arguments.
//
// Where no use is allowed (Forms) a place does not match and its g is 0, although the same node may
// match elsewhere: so a row counts for what is around it only if the place where it was met first
// allows a use, and weight counts the places that do.
//
// So the corpus saves at most the sum over locations of weight times g. Which places are subtracted
// is free. Here they are those that the walk that numbered the nodes met first inside n: they are
// neighbours among the rows, so a prefix sum gives what they add.
void RowBounds::weigh(const RowSelection& selection) {
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
        Cost worth = selection.worth(i);
        if (may_nest) {
            location_[i] = location;
            begin_[i] = first_row_inside(i);
            const Cost excluded = excluded_by_inner(selection, i);
            if (added > 0 && excluded > 0) {
                added = std::max<Cost>(0, added - excluded);
                worth = added * table.weight[location];
                is_nested_ = true;
            }
            // Where no use is allowed nothing is added: not there, and so not to what is around.
            sum_[i + 1] = sum_[i] + (table.is_met_elsewhere[location] ? 0 : added);
        }
        added_[i] = added;
        saved_ += worth;
    }
}

// The rows inside of the row before this one stand before it.
std::uint32_t RowBounds::first_row_inside(std::uint32_t index) const {
    const Node first = context_.table.first_inside[location_[index]];
    std::uint32_t begin = index;
    while (begin > 0 && location_[begin - 1] >= first) {
        begin = begin_[begin - 1];
    }
    return begin;
}

// What arguments hold may be counted twice, where one lies in another; then less is excluded.
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
