#pragma once

// What a finished abstraction saves when the corpus is rewritten with it as well as possible.
//
// Of a node n, with U(x) what is saved in the tree x:
//     U(n) = the larger of  the sum of U over the parts of n                     (no use at n)
//                      and  saving(n) + the sum of U over the arguments at n     (a use at n)
// An argument is passed once, however often its metavariable stands in the body, so its U counts
// once. Lowering an argument out of lambdas maps its matches to matches, so it saves what the node
// saves. A task saves what its cheapest program comes to cost less. (Bowers et al. 2023,
// section 4.3.)
//
//     BestRewriting best(table);
//     Cost saved = best.saved(pattern);   // in the whole corpus
//     best.used_rows()                    // the rows of the pattern at which it is used

#include "compressor/node_table.hpp"
#include "compressor/pattern.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace rasp_stitch::compressor {

class BestRewriting {
public:
    explicit BestRewriting(const NodeTable& table) : table_(table), saved_(table.size(), 0) {}

    // The pattern has no holes left, and no row of it a captured argument. Linear in the table.
    Cost saved(const Pattern& pattern);

    // Of the last pattern: the rows at which a use saves more than none. (Such a place may still
    // not be rewritten, if it lies inside the body of a use further out.)
    std::span<const std::uint32_t> used_rows() const { return used_rows_; }

private:
    const NodeTable& table_;
    std::vector<Cost> saved_; // U, by node
    std::vector<std::uint32_t> used_rows_;
};

} // namespace rasp_stitch::compressor
