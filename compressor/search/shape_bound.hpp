#pragma once

// An upper bound for patterns that may not get further arguments.
//
//     ShapeBound bound(context);
//     bound.saved(selection) // no completion without further arguments saves more

#include "compressor/patterns/context.hpp"
#include "compressor/patterns/row_selection.hpp"
#include "support/hashing/hash_index.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace rasp_stitch::compressor {

class ShapeBound {
public:
    explicit ShapeBound(const Context& context)
        : context_(context), shape_numbers_(context.table) {}

    // Takes time linear in the rows times the columns.
    Cost saved(const RowSelection& selection);

private:
    // Numbers keys in the order in which they are first seen.
    class Groups {
    public:
        void clear(std::size_t max_count);
        std::uint32_t number(std::uint64_t key);
        std::uint32_t count() const { return static_cast<std::uint32_t>(index_.size()); }

    private:
        std::vector<std::uint64_t> keys_; // by number; room for as many as there may be
        HashIndex index_;
    };

    // Does the same for shapes, of which there are not more than nodes, by a table of them all.
    class ShapeNumbers {
    public:
        explicit ShapeNumbers(const NodeTable& table) : numbers_(table.size() + 1, 0) {}

        void clear();
        std::uint32_t count() const { return count_; }
        std::uint32_t number(std::uint32_t shape) {
            std::uint32_t& number = numbers_[shape];
            if (number <= base_) { // from before the last clear()
                number = base_ + ++count_;
            }
            return number - base_ - 1;
        }

    private:
        std::uint32_t base_ = 0;
        std::uint32_t count_ = 0;
        std::vector<std::uint32_t> numbers_; // by shape
    };

    std::uint32_t classify(const RowSelection& selection);
    void add_holes(const RowSelection& selection);

    const Context& context_;
    Groups groups_;
    ShapeNumbers shape_numbers_;
    std::vector<std::uint32_t> class_of_; // by row: equal if the arguments have equal shapes
    std::vector<std::uint32_t> holes_of_; // by row: a hash of the shapes in the holes
    std::vector<Cost> group_bound_;       // by group: rows of equal class and equal holes
    std::vector<std::uint32_t> group_class_;
    std::vector<Cost> class_bound_; // of the best group of the class
};

} // namespace rasp_stitch::compressor
