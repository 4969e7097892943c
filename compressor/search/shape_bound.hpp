#pragma once

// An upper bound for patterns that may not get further arguments.
//
//     ShapeBound bound(context);
//     bound.saved(selection) // no completion without further arguments saves more

#include "compressor/patterns/context.hpp"
#include "compressor/patterns/row_selection.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace rasp_stitch::compressor {

class ShapeBound {
public:
    explicit ShapeBound(const Context& context) : context_(context) {}

    // Takes time linear in the rows times the columns.
    Cost saved(const RowSelection& selection);

private:
    // Numbers keys in the order in which they are first seen.
    class Groups {
    public:
        void clear(std::size_t max_count);
        std::uint32_t number(std::uint64_t key);
        std::uint32_t count() const { return count_; }

    private:
        struct Slot {
            std::uint64_t key = 0;
            std::uint32_t round = 0; // a slot of an earlier round is free
            std::uint32_t number = 0;
        };

        std::vector<Slot> slots_; // open addressing; the size is a power of two
        std::size_t mask_ = 0;
        std::uint32_t round_ = 0;
        std::uint32_t count_ = 0;
    };

    void classify(const RowSelection& selection);
    void add_holes(const RowSelection& selection);

    const Context& context_;
    Groups groups_;
    std::vector<std::uint32_t> class_of_; // by row: equal if the arguments have equal shapes
    std::vector<std::uint32_t> holes_of_; // by row: a hash of the shapes in the holes
    std::vector<Cost> group_bound_;       // by group: rows of equal class and equal holes
    std::vector<std::uint32_t> group_class_;
    std::vector<Cost> class_bound_; // of the best group of the class
};

} // namespace rasp_stitch::compressor
