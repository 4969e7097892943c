#pragma once

// Selects rows of a pattern, in ascending order, and possibly one of its holes as a new argument:
// what a child of the pattern will hold, before the child is made.

#include "compressor/patterns/pattern.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace rasp_stitch::compressor {

struct RowSelection {
    const Pattern& parent;
    const std::uint32_t* rows = nullptr; // nullptr selects all rows
    std::size_t count = 0;
    std::optional<std::size_t> new_argument = {}; // the index of the hole
    bool new_takes_symbols = false;               // the new argument is a symbol variable

    // By index into the selection: Pattern::saving and Pattern::row_bound of the child, if they
    // differ from those of the parent.
    const Cost* new_saving = nullptr;
    const Cost* new_row_bound = nullptr;

    std::uint32_t operator[](std::size_t index) const {
        return rows == nullptr ? static_cast<std::uint32_t>(index) : rows[index];
    }

    Cost saving(std::size_t index) const {
        return new_saving == nullptr ? parent.saving[(*this)[index]] : new_saving[index];
    }
    Cost row_bound(std::size_t index) const {
        return new_row_bound == nullptr ? parent.row_bound[(*this)[index]] : new_row_bound[index];
    }

    std::uint32_t arity() const { return parent.arity() + (new_argument ? 1 : 0); }

    std::uint32_t limited_arity() const { // as in Pattern
        return parent.limited_arity() + (new_argument && !new_takes_symbols ? 1 : 0);
    }
    bool takes_symbols(std::size_t metavariable) const {
        return metavariable < parent.arity() ? parent.takes_symbols(metavariable)
                                             : new_takes_symbols;
    }

    // The new argument comes after those of the parent.
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
