#include "compressor/search/shape_bound.hpp"

#include "support/hashing/hash.hpp"

#include <algorithm>

namespace rasp_stitch::compressor {

void ShapeBound::Groups::clear(std::size_t most) {
    keys_.resize(std::max(most, keys_.size()));
    index_.clear(most);
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

// no-more-arguments: let C complete the pattern without another metavariable. Where C matches, hole
// i holds a term t_i of C with the row's arguments in the place of metavariables. So its shape
// follows from t_i and the shapes of the arguments. Of the rows whose arguments have the same
// shapes, C matches only such as have the same shapes in all their holes: at most the worth of one
// group of them is left, in each class of rows with the same shapes of arguments. (Lowering an
// argument does not change its shape.)
//
// (A hole that an argument is about to fill again counts as well; its shape is the argument's.)
//
// Rows with different holes may be taken for one group, which only raises the bound; rows with
// different arguments must not be taken for one class.
Cost ShapeBound::saved(const RowSelection& selection) {
    classify(selection);
    add_holes(selection);
    groups_.clear(selection.count);
    group_worth_.clear();
    group_class_.clear();
    std::uint32_t classes = 0;
    for (std::size_t i = 0; i < selection.count; ++i) {
        const std::uint64_t key = std::uint64_t{class_of_[i]} << 32U | holes_of_[i];
        const std::uint32_t group = groups_.number(key);
        if (group == group_worth_.size()) {
            group_worth_.push_back(0);
            group_class_.push_back(class_of_[i]);
            classes = std::max(classes, class_of_[i] + 1);
        }
        group_worth_[group] += selection.worth(i);
    }
    class_worth_.assign(classes, 0);
    for (std::size_t group = 0; group < group_worth_.size(); ++group) {
        Cost& worth = class_worth_[group_class_[group]];
        worth = std::max(worth, group_worth_[group]);
    }
    Cost saved = 0;
    for (const Cost worth : class_worth_) {
        saved += worth;
    }
    return saved;
}

// Splits the rows by one argument after the other.
void ShapeBound::classify(const RowSelection& selection) {
    const std::vector<std::uint32_t>& shape = context_.table.shape;
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
        groups_.clear(selection.count);
        for (i = 0; i < selection.count; ++i) {
            const std::uint64_t key =
                std::uint64_t{class_of_[i]} << 32U | shape[argument[selection[i]]];
            class_of_[i] = groups_.number(key);
        }
    }
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
