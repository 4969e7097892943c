#pragma once

// Where the values of an input are in a narrow column (enumerator/columns/column_view.hpp).
//
//     const ColumnLayout layout = layout_of(batch.extents(), false).value();
//     layout.positions // of all inputs, one after the other
//
// Inputs of more than 64 tokens have no narrow columns.

#include "enumerator/columns/column_view.hpp"
#include "rasp/kernels/column.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

// Columns may be read this many bytes beyond their end, and memory to write one has as many more.
inline constexpr std::size_t column_slack = 256;

struct ColumnLayout {
    struct Range {
        std::uint32_t first = 0;
        std::uint32_t length = 0;
    };
    std::vector<Range> inputs;
    std::size_t positions = 0;
    std::size_t words = 0;         // of the bits of all positions
    std::size_t row_bytes = 1;     // of the row of a query in a selector: 1, 2, 4 or 8
    std::size_t failure_words = 0; // of the bits of all inputs; 0 if what fails is of no use

    // The rows of the selector of all keys, in the form of selectors.
    std::vector<std::uint8_t> full_rows = {};

    // Returns the number of bytes that hold any column as a kernel computes it.
    std::size_t value_bytes() const { return positions * sizeof(double) + column_slack; }
};

// Returns the bytes of the values of a column; 0 if it has none.
std::size_t bytes_of(ColumnKind kind, const ColumnLayout& layout);

// Returns nullopt if an input is too long. With `keeps_failures`, a column knows on which inputs it
// fails; without, it fails on none.
std::optional<ColumnLayout> layout_of(std::span<const rasp::Extent> extents, bool keeps_failures);

} // namespace rasp_stitch::enumerator
