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
// Where no use is allowed to the left of an application (Forms), U of the function of an
// application, and of an argument that the body applies or that is passed under added lambdas, is
// the first of the two.
//
//     BestRewriting best(context);
//     Cost saved = best.saved(pattern);   // in the whole corpus
//     best.used_rows()                    // the rows of the pattern at which it is used

#include "compressor/nodes/node_table.hpp"
#include "compressor/patterns/context.hpp"
#include "compressor/patterns/pattern.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace rasp_stitch::compressor {

// How an argument is passed: what is left of the node once the lambdas that stay literal are taken
// off, and whether a use at its root is allowed.
struct PassedArgument {
    Node node = 0;
    std::uint32_t literal_lambdas = 0;
    std::uint32_t added_lambdas = 0;
    bool may_be_used = true;
};

PassedArgument passed_argument(const Context& context, Node node, std::uint32_t applied);

class BestRewriting {
public:
    explicit BestRewriting(const Context& context)
        : context_(context), saved_(context.table.size(), 0), unused_(context.table.size(), 0) {}

    // The pattern has no holes left, and no row of it a captured argument. Linear in the table.
    Cost saved(const Pattern& pattern);

    // Of the last pattern: the rows at which a use saves more than none. (Such a place may still
    // not be rewritten, if it lies inside the body of a use further out.)
    std::span<const std::uint32_t> used_rows() const { return used_rows_; }

private:
    Cost saved_in_parts(Node node) const;
    Cost saved_by_use(const Pattern& pattern, std::size_t row) const;

    const Context& context_;
    std::vector<Cost> saved_;  // U, by node
    std::vector<Cost> unused_; // the same without a use at the node itself
    std::vector<std::uint32_t> used_rows_;
};

} // namespace rasp_stitch::compressor
