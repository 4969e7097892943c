#include "compressor/search/shape_bound.hpp"

#include "support/hashing/hash.hpp"

#include <algorithm>

namespace rasp_stitch::compressor {

void ShapeBound::ShapeNumbers::clear() {
    if (count_ > UINT32_MAX - 1 - base_ - numbers_.size()) {
        std::fill(numbers_.begin(), numbers_.end(), 0);
        base_ = 0;
    } else {
        base_ += count_;
    }
    count_ = 0;
}

void ShapeBound::Groups::clear(std::size_t max_count) {
    keys_.resize(std::max(max_count, keys_.size()));
    index_.clear(max_count);
}

std::uint32_t ShapeBound::Groups::number(std::uint64_t key) {
    std::uint64_t* const keys = keys_.data();
    const HashIndex::Place place =
        index_.find(hash_word(key), [=](std::uint32_t number) { return keys[number] == key; });
    if (!place.is_known) {
        keys[place.id] = key;
        index_.add(place, [=](std::uint32_t number) { return hash_word(keys[number]); });
    }
    return place.id;
}

// no-more-arguments: let C complete the pattern without another metavariable, other than symbol
// variables (Matching), which have the shape of a leaf wherever they match. Where C matches, hole
// i holds a term t_i of C with the arguments of the row in place of the metavariables. So the shape
// of that term follows from t_i and the shapes of the arguments. (Lowering an argument does not
// change its shape.) Hence, among the rows whose arguments have the same shapes (a class), C
// matches only rows that have the same shapes in all holes (a group). So each class contributes at
// most the sum of the row bounds of one of its groups.
//
// A hole that is about to be filled by the reuse of an argument counts too, and its shape is that
// of the argument.
//
// Taking rows with different holes for one group only raises the bound, so the holes may be hashed.
// Rows with different arguments must not be taken for one class.
Cost ShapeBound::saved(const RowSelection& selection) {
    const std::uint32_t classes = classify(selection);
    if (classes == selection.count) { // each row is a class and a group
        Cost saved = 0;
        for (std::size_t i = 0; i < selection.count; ++i) {
            saved += selection.row_bound(i);
        }
        return saved;
    }
    add_holes(selection);
    groups_.clear(selection.count);
    group_bound_.clear();
    class_bound_.assign(classes, 0);
    group_class_.clear();
    for (std::size_t i = 0; i < selection.count; ++i) {
        const std::uint64_t key = std::uint64_t{class_of_[i]} << 32U | holes_of_[i];
        const std::uint32_t group = groups_.number(key);
        if (group == group_bound_.size()) {
            group_bound_.push_back(0);
            group_class_.push_back(class_of_[i]);
        }
        group_bound_[group] += selection.row_bound(i);
    }
    for (std::size_t group = 0; group < group_bound_.size(); ++group) {
        Cost& bound = class_bound_[group_class_[group]];
        bound = std::max(bound, group_bound_[group]);
    }
    Cost saved = 0;
    for (const Cost bound : class_bound_) {
        saved += bound;
    }
    return saved;
}

// Divides the rows into classes, by one argument after the other, and returns their number.
std::uint32_t ShapeBound::classify(const RowSelection& selection) {
    const std::uint32_t* const shape = context_.table.shape.data();
    std::uint32_t classes = 1;
    class_of_.assign(selection.count, 0);
    for (std::size_t j = 0; j < selection.arity(); ++j) {
        const Node* const argument = selection.argument(j).data();
        const std::uint32_t first = shape[argument[selection[0]]];
        std::size_t i = 1;
        while (i < selection.count && shape[argument[selection[i]]] == first) {
            ++i;
        }
        if (i == selection.count) {
            continue;
        }
        if (classes == 1) {
            shape_numbers_.clear();
            for (i = 0; i < selection.count; ++i) {
                class_of_[i] = shape_numbers_.number(shape[argument[selection[i]]]);
            }
            classes = shape_numbers_.count();
            continue;
        }
        groups_.clear(selection.count);
        for (i = 0; i < selection.count; ++i) {
            const std::uint64_t key =
                std::uint64_t{class_of_[i]} << 32U | shape[argument[selection[i]]];
            class_of_[i] = groups_.number(key);
        }
        classes = groups_.count();
    }
    return classes;
}

void ShapeBound::add_holes(const RowSelection& selection) {
    const std::vector<std::uint32_t>& shape = context_.table.shape;
    holes_of_.assign(selection.count, 0);
    for (std::size_t hole = 0; hole < selection.parent.holes.size(); ++hole) {
        if (selection.new_argument == hole) {
            continue;
        }
        const Node* const nodes = selection.parent.hole(hole).data();
        for (std::size_t i = 0; i < selection.count; ++i) {
            holes_of_[i] = static_cast<std::uint32_t>(
                hash_word(std::uint64_t{holes_of_[i]} << 32U | shape[nodes[selection[i]]]));
        }
    }
}

} // namespace rasp_stitch::compressor
