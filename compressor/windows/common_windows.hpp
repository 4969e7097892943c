#pragma once

// How wide the windows are that one body can have at two rows with different arguments.
//
//     CommonWindows common(table, windows);
//     common.begin(selection, rows, 1);  // one more metavariable may come in
//     common.at(row)[2]                  // so wide, at this row and at one of the class 2

#include "compressor/patterns/row_selection.hpp"
#include "compressor/windows/disagreement.hpp"
#include "compressor/windows/equal_windows.hpp"
#include "compressor/windows/window_table.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace rasp_stitch::compressor {

class CommonWindows {
public:
    CommonWindows(const NodeTable& table, const WindowTable& windows)
        : windows_(windows), disagreements_(table) {}

    // The rows are sorted by class. Both must outlive the use of this object.
    void begin(const RowSelection& selection, std::span<const WindowRow> rows,
               std::uint32_t more_arguments);

    // Returns, by class, an upper bound on the width of windows that one body can have both at this
    // row and at some row of the class. Takes time in proportion to the rows, the first time that it
    // is asked for this row.
    std::span<const std::uint32_t> at(std::size_t row);

private:
    void note_kinds(const WindowRow& one, const WindowRow& other);
    std::uint32_t width(const WindowRow& one, const WindowRow& other);

    const WindowTable& windows_;
    Disagreements disagreements_;

    // These hold since begin().
    const RowSelection* selection_ = nullptr;
    std::span<const WindowRow> rows_;
    std::uint32_t more_arguments_ = 0;
    std::size_t classes_ = 0;
    std::vector<std::size_t> begin_;   // by row: of its widths; no_widths if they are not known
    std::vector<std::uint32_t> width_; // by class, for one row after the other
    std::vector<Disagreements::Kind> kinds_; // few
};

} // namespace rasp_stitch::compressor
