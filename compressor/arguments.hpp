#pragma once

// When two places of a match hold the same argument.
//
// What stands at a place of a match under d lambdas of the body is passed as an argument lowered by
// d: moved out of those lambdas. So the same argument can stand at two places as two different
// nodes, if their depths differ. A node with a free variable less than d refers to a lambda of the
// body: it is captured, and cannot be an argument there.
//
//     Arguments arguments(table, store);
//     arguments.is_captured(node, 1)
//     arguments.equal(node, 1, other, 0)
//
// In a corpus without lambdas, or at equal depths, equality is equality of nodes.

#include "compressor/node_table.hpp"
#include "lambda/term_store.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace rasp_stitch::compressor {

class Arguments {
public:
    // Adds the lowered forms of the corpus's open nodes to `store`. Throws InputError if there are
    // more of them than fit: programs with thousands of nested lambdas, whose variables reach far
    // out.
    Arguments(const NodeTable& table, lambda::TermStore& store);

    // Whether one of the `depth` lambdas around the node binds a variable of it.
    bool is_captured(Node node, std::uint32_t depth) const {
        return table_->min_free[node] < depth;
    }

    // Both nodes are not captured at their depths.
    bool equal(Node left, std::uint32_t left_depth, Node right, std::uint32_t right_depth) const {
        if (left_depth == right_depth) {
            return left == right;
        }
        return lowered(left, left_depth) == lowered(right, right_depth);
    }

    // The term to pass for a node that stands under `depth` lambdas of the body, not captured
    // there.
    lambda::TermId lowered(Node node, std::uint32_t depth) const {
        return depth == 0 || table_->is_closed(node) ? table_->term[node]
                                                     : lowered_[begin_[node] + depth - 1];
    }

private:
    const NodeTable* table_;
    std::vector<std::size_t> begin_;      // by node
    std::vector<lambda::TermId> lowered_; // of each open node, lowered by 1, 2, ... min_free
};

} // namespace rasp_stitch::compressor
