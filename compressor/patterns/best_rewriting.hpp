#pragma once

// How much of the corpus's cost a finished abstraction saves under the optimal rewriting (Bowers et
// al. 2023, Section 4.3).
//
// Let U(n) be the cost saved in the tree n. It is the larger of
//     the sum of U over the parts of n                          (no use at n)
//     saving(n) + the sum of U over the arguments at n          (a use at n)
// A use passes an argument once, however often its metavariable occurs in the body, so the U of the
// argument counts once. Lowering an argument out of lambdas maps matches to matches, so the lowered
// argument saves what the node saves. A task saves the difference between the costs of its cheapest
// program before and after.
//
// If uses must not be applied (Forms), the U of the function of an application, and of an argument
// that the body applies or that is passed under added lambdas, is the first of the two.
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

// The form in which an argument is passed.
struct PassedArgument {
    Node node = 0;                     // what is left without the literal lambdas
    std::uint32_t literal_lambdas = 0; // that the argument has and keeps
    std::uint32_t added_lambdas = 0;   // that are put around it
    bool allows_use = true;            // at the root of `node`
};

// Returns the form in which a node is passed for a metavariable that the body applies to `applied`
// arguments.
PassedArgument passed_argument(const Context& context, Node node, std::uint32_t applied);

class BestRewriting {
public:
    explicit BestRewriting(const Context& context)
        : context_(context), saved_(context.table.size(), 0), unused_(context.table.size(), 0) {}

    // Returns the cost that a pattern without holes and without captured arguments saves in the
    // corpus. Takes time linear in the table.
    Cost saved(const Pattern& pattern);

    // Returns the rows of the last pattern at which a use saves more than no use. Such a place is
    // not rewritten if it lies inside the body of a use further out.
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
