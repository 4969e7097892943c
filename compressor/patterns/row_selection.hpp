#pragma once

// Some rows of a pattern, in ascending order, with or without one of its holes taken for a new
// argument: what a child of the pattern will hold, before it is made.

#include "compressor/patterns/pattern.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace rasp_stitch::compressor {

struct RowSelection {
    const Pattern& parent;
    const std::uint32_t* rows = nullptr; // nullptr: all of them
    std::size_t count = 0;
    std::optional<std::size_t> new_argument = {}; // the hole

    // By index: Pattern::saving and Pattern::worth, where they will not be those of the parent.
    const Cost* new_saving = nullptr;
    const Cost* new_worth = nullptr;

    std::uint32_t operator[](std::size_t index) const {
        return rows == nullptr ? static_cast<std::uint32_t>(index) : rows[index];
    }

    Cost saving(std::size_t index) const {
        return new_saving == nullptr ? parent.saving[(*this)[index]] : new_saving[index];
    }
    Cost worth(std::size_t index) const {
        return new_worth == nullptr ? parent.worth[(*this)[index]] : new_worth[index];
    }

    std::uint32_t arity() const { return parent.arity() + (new_argument ? 1 : 0); }

    // The arguments of the parent, and after them the new one.
    std::span<const Node> argument(std::size_t metavariable) const {
        return metavariable < parent.arity() ? parent.argument(metavariable)
                                             : parent.hole(*new_argument);
    }
    std::uint32_t argument_depth(std::size_t metavariable) const {
        return metavariable < parent.arity() ? parent.argument_depth[metavariable]
                                             : parent.holes[*new_argument].depth;
    }
};

inline RowSelection all_rows(const Pattern& pattern) {
    return {.parent = pattern, .count = pattern.rows};
}

} // namespace rasp_stitch::compressor
