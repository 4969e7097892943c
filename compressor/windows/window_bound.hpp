#pragma once

// An upper bound for patterns whose root is a wide call that is not complete yet.
//
//     WindowBound bound(context, windows);
//     bound.utility(selection, window, body_cost, incumbent) // no completion is worth more, if set

#include "compressor/patterns/context.hpp"
#include "compressor/patterns/row_selection.hpp"
#include "compressor/patterns/score.hpp"
#include "compressor/windows/window_table.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace rasp_stitch::compressor {

// The window at the root of a pattern.
struct Window {
    std::uint32_t width = 0;
    bool is_ended = false; // a metavariable stands before it, so that it does not become wider
};

class WindowBound {
public:
    // Without windows there is never a bound.
    WindowBound(const Context& context, const WindowTable* windows);

    bool is_on() const { return windows_ != nullptr; }

    // Returns an upper bound on the utility of the completions of the child of selection.parent
    // that has the selected rows, this window and this body so far; or nullopt if there is none. If
    // the utility of the incumbent is out of reach, the bound is only known to be less; and it is
    // not lowered further once it is at least `enough`.
    std::optional<Utility> utility(const RowSelection& selection, const Window& window,
                                   Cost body_cost, const Score& incumbent, Utility enough);

private:
    struct Row {
        std::uint32_t place = 0;
        std::uint32_t call = 0;
        std::uint32_t width = 0; // of the beginning that the location is
        Cost weight = 0;
        Cost saving = 0;    // RowSelection::saving
        Cost row_bound = 0; // RowSelection::row_bound
        Cost alike = 0;     // the weight of the rows that may match with this one, at present
    };

    // Two rows that may match the same body, if their windows are not wider than this; or one row
    // twice, which matches windows up to its width.
    struct Pair {
        std::uint32_t width = 0;
        std::uint32_t one = 0;
        std::uint32_t other = 0;
    };

    // The greatest saving by a use with a window of some width, with the arguments so far and
    // without any; and the least costs of closed arguments: of those that are not there yet, and of
    // all.
    struct Most {
        Cost saving = 0;
        Cost cost = 0;
        Cost rest = 0;
        Cost window = 0;
        bool has_free_rows = false;
    };

    void list_rows(const RowSelection& selection);
    void list_pairs(std::uint32_t least);
    void sort_pairs();
    void look_at_pairs(std::uint32_t least);
    void add_pair(Row& one, Row& other);
    void look_at(std::uint32_t width);
    void bound_whole_calls();

    std::optional<std::uint32_t> least_width() const;
    Cost disjoint(std::uint32_t width, Cost least_alike);
    bool may_be_enough(std::uint32_t width) const;
    Cost free_weight(std::uint32_t width) const;
    Cost saved_by_free_rows(std::uint32_t width) const;
    Cost saving_with(const Row& row, std::uint32_t width) const;
    Cost body_with(std::uint32_t width) const;
    Most most_with(std::uint32_t width) const;
    Utility by_window(const Most& most, std::uint32_t width, Cost count) const;
    Utility utility_with(const Most& most, std::uint32_t width, Cost count) const;
    Cost body_of_whole_calls(std::span<const Row* const> rows) const;
    std::optional<Cost> needed_uses(const Most& most, std::uint32_t width, Cost greatest) const;
    Cost multiply(Cost count, Cost saving) const;

    const Context& context_;
    const WindowTable* windows_;

    // These hold during a call of utility().
    Window window_;
    Cost body_cost_ = 0;
    Utility best_ = 0;
    Utility enough_ = 0;
    std::uint32_t greatest_width_ = 0;
    Cost weight_ = 0;            // of rows_
    std::vector<Row> rows_;      // whose locations are places of the table
    std::vector<Row> free_rows_; // the others
    Cost most_alike_ = 0;        // of rows_, so far
    std::vector<Pair> pairs_;
    std::vector<Pair> sorted_;
    std::vector<std::size_t> next_; // by width
    std::vector<const Row*> by_width_;
    std::vector<std::uint32_t> kept_; // by call: the width of the last window that is kept
};

} // namespace rasp_stitch::compressor
