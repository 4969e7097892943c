#pragma once

// Decides whether two places of a match hold the same argument.
//
// The term at a place under d lambdas of the body is passed as an argument lowered by d: moved out
// of those lambdas. So one argument can appear at two places of different depths as two different
// nodes. A node with a free variable less than d refers to a lambda of the body: it is captured and
// cannot be an argument there.
//
//     const Arguments arguments(table);
//     arguments.is_captured(node, 1)
//     arguments.equal(node, 1, other, 0)
//
// At equal depths, and for closed terms, equality of arguments is equality of nodes.

#include "compressor/nodes/node_table.hpp"

#include <cstdint>

namespace rasp_stitch::compressor {

class Arguments {
public:
    explicit Arguments(const NodeTable& table) : table_(&table) {}

    // Returns whether one of the `depth` lambdas around the node binds a variable in it.
    bool is_captured(Node node, std::uint32_t depth) const {
        return table_->min_free[node] < depth;
    }

    // Returns whether the nodes, lowered by their depths, are the same term. Neither node may be
    // captured.
    bool equal(Node left, std::uint32_t left_depth, Node right, std::uint32_t right_depth) const {
        if (left_depth == right_depth || table_->is_closed(left)) {
            return left == right;
        }
        return table_->cost[left] == table_->cost[right] &&
               table_->min_free[left] - left_depth == table_->min_free[right] - right_depth &&
               equal_at_depths(left, left_depth, right, right_depth);
    }

private:
    bool equal_at_depths(Node left, std::uint32_t left_depth, Node right,
                         std::uint32_t right_depth) const;

    const NodeTable* table_;
};

} // namespace rasp_stitch::compressor
