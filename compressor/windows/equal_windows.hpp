#pragma once

// Counts how many places one body can match, by the windows that end there.
//
//     EqualWindows windows(table);
//     windows.begin(rows, 1);      // rows with the same arguments are in one class
//     windows.narrow(100);         // what follows is about windows of the width 100
//     windows.at_most();           // a quick bound
//     windows.disjoint()           // a better one
//     windows.of_class(2)          // of those, how many are in the class 2
//
// Rows of one class match with equal windows only, or with so many different ones as begin() is
// told. So a class counts as its largest groups of rows with equal windows.

#include "compressor/windows/window_table.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace rasp_stitch::compressor {

// A row of a pattern whose location is a place.
struct WindowRow {
    std::uint32_t row = 0; // of the pattern
    std::uint32_t place = 0;
    std::uint32_t call = 0;
    std::uint32_t width = 0; // of the beginning that the location is
    std::uint32_t rank = 0;  // WindowOrder::rank
    std::uint32_t in_class = 0;
    Cost weight = 0;
    Cost row_bound = 0; // RowSelection::row_bound
};

class EqualWindows {
public:
    explicit EqualWindows(const WindowTable& table) : table_(table) {}

    // The rows are sorted by class, then by rank. They must outlive the use of this object.
    void begin(std::span<const WindowRow> rows, std::size_t groups);

    // The width may only fall.
    void narrow(std::uint32_t width);

    Cost at_most() const { return at_most_; }
    Cost disjoint();
    Cost of_class(std::size_t index) const { return of_class_[index]; }
    std::size_t classes() const { return classes_.size(); }

private:
    struct Class {
        Cost weight = 0;   // of the rows that are wide enough
        Cost greatest = 0; // group of them
        Cost at_most = 0;
    };
    struct Group {
        Cost weight = 0;
        std::uint32_t parent = 0; // the index of a row of the group; its own, if it stands for it
        std::uint32_t call = 0;   // of the last window that is kept
        std::uint32_t end = 0;    // of that window; 0 if there is none
        Cost kept = 0;            // the weight of the windows that are kept
    };

    std::uint32_t find(std::uint32_t row);
    void add(std::uint32_t row);
    void join(std::uint32_t row);
    void grow(std::uint32_t in_class, Cost added, Cost group);
    void keep_disjoint();
    Cost sum_of_classes();

    const WindowTable& table_;
    std::span<const WindowRow> rows_;
    std::size_t max_groups_ = 1;
    std::uint32_t width_ = 0;
    std::vector<std::uint32_t> by_width_;                        // rows, the widest first
    std::vector<std::uint32_t> by_place_;                        // rows
    std::vector<std::pair<std::uint32_t, std::uint32_t>> joins_; // what a row and the next one have
                                                                 // in common, with the row
    std::size_t next_row_ = 0;
    std::size_t next_join_ = 0;
    std::vector<Class> classes_;
    std::vector<Group> groups_; // by row
    Cost at_most_ = 0;
    Cost together_ = 0; // the weight of disjoint windows of any rows
    std::vector<Cost> of_class_;
    std::vector<Cost> kept_;
};

} // namespace rasp_stitch::compressor
