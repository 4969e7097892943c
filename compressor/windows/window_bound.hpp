#pragma once

// An upper bound for patterns whose root is a wide call that is not complete yet.
//
//     WindowBound bound(context, windows);
//     bound.utility(selection, width, body_cost, incumbent) // no completion is worth more, if set

#include "compressor/patterns/context.hpp"
#include "compressor/patterns/row_selection.hpp"
#include "compressor/patterns/score.hpp"
#include "compressor/windows/common_windows.hpp"
#include "compressor/windows/equal_windows.hpp"
#include "compressor/windows/window_table.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace rasp_stitch::compressor {

class WindowBound {
public:
    // The table must not be empty.
    WindowBound(const Context& context, const WindowTable& windows);

    // Returns an upper bound on the utility of the completions of the child of selection.parent
    // that has the selected rows, a window of this width before which there is a hole, and this
    // body so far; or nullopt if there is none. If the utility of the incumbent is out of reach, the
    // bound is only known to be less; and it is not lowered further once it is at least `enough`.
    std::optional<Utility> utility(const RowSelection& selection, std::uint32_t width,
                                   Cost body_cost, const Score& incumbent, Utility enough);

private:
    // From the least width to the greatest one.
    struct Widths {
        std::uint32_t least = 0;
        std::uint32_t greatest = 0;
    };

    void list_rows(const RowSelection& selection);
    void sort_rows(const RowSelection& selection);
    void sum_up_free_rows();
    void bound_whole_calls();
    void bound_windows(const RowSelection& selection);
    void look_at(Widths widths);

    std::uint32_t more_arguments(const RowSelection& selection) const;
    std::size_t different_windows(std::uint32_t more_arguments) const;
    Cost alike(std::uint32_t width, Cost needed);
    Cost together_with(std::uint32_t row, std::uint32_t width);
    Cost needed_uses(Widths widths, Cost greatest) const;
    Cost body_with(std::uint32_t width) const;
    Cost body_of_whole_calls(std::span<const WindowRow* const> rows) const;
    Utility utility_with(Widths widths, Cost uses) const;
    Utility by_window(Widths widths, Cost uses) const;
    Cost multiply(Cost count, Cost saving) const;

    const Context& context_;
    const WindowTable& windows_;
    EqualWindows equal_windows_;
    CommonWindows common_windows_;

    // These hold during a call of utility().
    std::uint32_t width_ = 0;
    Cost body_cost_ = 0;
    Utility best_ = 0;
    Utility enough_ = 0;
    std::uint32_t greatest_width_ = 0;
    std::uint32_t greatest_free_width_ = 0; // of the free rows
    Cost least_use_ = 0;                    // what a use with the arguments so far costs at least
    std::vector<WindowRow> rows_;           // whose locations are places of the table
    std::vector<WindowRow> free_rows_;      // the others
    std::vector<Cost> free_bound_; // by width: the row bounds of the free rows that are as wide
    std::vector<const WindowRow*> by_width_;
    std::vector<std::uint32_t> class_order_; // the classes with most rows first
    std::vector<std::uint32_t> class_begin_; // the index of the first row
};

} // namespace rasp_stitch::compressor
