#pragma once

// Upper bounds on what the uses at each match location add to the saved cost, given that a use
// excludes uses at the match locations inside it.
//
//     RowBounds bounds(context);
//     bounds.compute(selection);
//     bounds.saved()    // no completion saves more in the whole corpus
//     bounds.added()[i] // the share of one occurrence of the i-th row

#include "compressor/patterns/context.hpp"
#include "compressor/patterns/row_selection.hpp"
#include "compressor/search/bounds.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace rasp_stitch::compressor {

class RowBounds {
public:
    explicit RowBounds(const Context& context) : context_(context) {}

    // Takes time linear in the rows, apart from a binary search at each nested match.
    void compute(const RowSelection& selection);

    Cost saved() const { return saved_; }
    std::span<const Cost> added() const { return std::span(added_).first(count_); }

    // Returns whether a match lies inside another one other than in an argument.
    bool is_nested() const { return is_nested_; }

private:
    void add_all(const RowSelection& selection);
    void exclude_inner(const RowSelection& selection);
    Cost sum_in_arguments(const RowSelection& selection, std::uint32_t index) const;
    Cost sum_inside(Node node, std::uint32_t begin, std::uint32_t end) const;

    const Context& context_;
    std::size_t count_ = 0;
    Cost saved_ = 0;
    bool is_nested_ = false;
    std::vector<Node> location_;       // by index into the selection
    std::vector<std::uint32_t> begin_; // the first row that lies inside this one
    std::vector<Cost> added_;
    std::vector<Cost> sum_; // of what the rows before this one add
};

} // namespace rasp_stitch::compressor
