#pragma once

// An upper bound for patterns that have all their arguments, from the calls of their first hole.
//
//     CallBound bound(context);
//     bound.utility(selection, hole, filling, body_cost) // no completion is worth more, if set
//
// A call `(f a b c)` has the width 3, and f is its callee. In curried terms the calls `(f a b)`,
// `(f a)` and `f` lie inside it, as functions. So in a list of 500 items a body that ends in the
// same few items matches at hundreds of places, and what stands to the left of these items, the
// call of the first hole, is almost the whole list at many of them.

#include "compressor/patterns/context.hpp"
#include "compressor/patterns/filling.hpp"
#include "compressor/patterns/row_selection.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace rasp_stitch::compressor {

class CallBound {
public:
    explicit CallBound(const Context& context);

    // Returns the bound for the child of selection.parent that fills this hole of it and has the
    // selected rows and this body so far; or nullopt if the child may get more arguments, or its
    // calls are narrow.
    std::optional<Utility> utility(const RowSelection& selection, std::size_t hole,
                                   const Filling& filling, Cost body_cost);

private:
    // The rows whose calls have the same width.
    struct Width {
        Cost saved = 0; // the sum of their row bounds
        std::uint32_t rows = 0;
        std::uint32_t first = 0; // the index of one of them
        std::uint32_t last = 0;  // and of another one, if there are several
    };

    bool may_begin_with_argument(const RowSelection& selection, std::size_t index, Node call) const;
    bool has_constant_argument(const RowSelection& selection, const Width& group) const;
    void group_by_width(const RowSelection& selection, std::span<const Node> calls);
    Utility of_width(const RowSelection& selection, std::span<const Node> calls,
                     std::uint32_t width, Cost body_cost);
    Cost common_cost(Node left, Node right);

    const Context& context_;
    bool has_wide_calls_ = false;    // if not, there is never a bound
    std::vector<Width> widths_;      // by width; all empty between calls
    std::vector<std::uint32_t> met_; // the widths that have rows
    Cost saved_by_loose_ = 0;        // the sum of the bounds of rows that may begin so
    std::vector<std::pair<Utility, std::uint32_t>> order_;
    std::unordered_map<std::uint64_t, Cost> common_; // by two calls: what they have in common
    std::vector<std::pair<Node, Node>> path_;
};

} // namespace rasp_stitch::compressor
