#pragma once

// A bound for patterns that may get no more arguments.
//
//     ShapeBound bound(context);
//     bound.saved(selection)  // no completion without further arguments saves more

#include "compressor/patterns/context.hpp"
#include "compressor/patterns/row_selection.hpp"
#include "support/hashing/hash_index.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace rasp_stitch::compressor {

class ShapeBound {
public:
    explicit ShapeBound(const Context& context) : context_(context) {}

    // Linear in the rows and columns.
    Cost saved(const RowSelection& selection);

private:
    // Rows that agree in something, by a key; numbered in the order in which they are met.
    class Groups {
    public:
        void clear(std::size_t most);
        std::uint32_t number(std::uint64_t key);

    private:
        std::vector<std::uint64_t> keys_; // by number; room for as many as there may be
        HashIndex index_;
    };

    void classify(const RowSelection& selection);
    void add_holes(const RowSelection& selection);

    const Context& context_;
    Groups groups_;
    std::vector<std::uint32_t> class_of_; // by row: equal where the arguments have equal shapes
    std::vector<std::uint32_t> holes_of_; // by row: a hash of the shapes in its holes
    std::vector<Cost> group_worth_;       // by class and shapes of holes
    std::vector<std::uint32_t> group_class_;
    std::vector<Cost> class_worth_; // of its best group
};

} // namespace rasp_stitch::compressor
