#include "compressor/windows/equal_windows.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

namespace rasp_stitch::compressor {

void EqualWindows::begin(std::span<const WindowRow> rows, std::size_t groups) {
    rows_ = rows;
    max_groups_ = groups;
    next_row_ = 0;
    next_join_ = 0;
    at_most_ = 0;
    classes_.assign(rows.back().in_class + std::size_t{1}, {});
    groups_.assign(rows.size(), {});
    by_width_.resize(rows.size());
    std::iota(by_width_.begin(), by_width_.end(), 0U);
    by_place_ = by_width_;
    std::sort(by_width_.begin(), by_width_.end(), [&](std::uint32_t left, std::uint32_t right) {
        return rows[left].width > rows[right].width;
    });
    std::sort(by_place_.begin(), by_place_.end(), [&](std::uint32_t left, std::uint32_t right) {
        return rows[left].place < rows[right].place;
    });
    joins_.clear();
    for (std::uint32_t i = 0; i + 1 < rows.size(); ++i) {
        groups_[i].parent = i;
        if (rows[i].in_class == rows[i + 1].in_class) {
            joins_.emplace_back(table_.order().common(rows[i].place, rows[i + 1].place), i);
        }
    }
    groups_.back().parent = static_cast<std::uint32_t>(rows.size() - 1);
    std::sort(joins_.begin(), joins_.end(), std::greater<>());
}

void EqualWindows::narrow(std::uint32_t width) {
    width_ = width;
    for (; next_row_ < by_width_.size() && rows_[by_width_[next_row_]].width >= width;
         ++next_row_) {
        add(by_width_[next_row_]);
    }
    for (; next_join_ < joins_.size() && joins_[next_join_].first >= width; ++next_join_) {
        join(joins_[next_join_].second);
    }
}

std::uint32_t EqualWindows::find(std::uint32_t row) {
    while (groups_[row].parent != row) {
        groups_[row].parent = groups_[groups_[row].parent].parent;
        row = groups_[row].parent;
    }
    return row;
}

void EqualWindows::add(std::uint32_t row) {
    groups_[row].weight = rows_[row].weight;
    grow(rows_[row].in_class, rows_[row].weight, rows_[row].weight);
}

// Makes one group of that of the row and that of the next row. Both are wide enough, since they
// have so much in common.
void EqualWindows::join(std::uint32_t row) {
    const std::uint32_t left = find(row);
    const std::uint32_t right = find(row + 1);
    groups_[right].parent = left;
    groups_[left].weight += groups_[right].weight;
    grow(rows_[row].in_class, 0, groups_[left].weight);
}

void EqualWindows::grow(std::uint32_t in_class, Cost added, Cost group) {
    Class& grown = classes_[in_class];
    grown.weight += added;
    grown.greatest = std::max(grown.greatest, group);
    at_most_ -= grown.at_most;
    grown.at_most = grown.weight;
    if (max_groups_ < rows_.size()) {
        const Cost greatest = static_cast<Cost>(max_groups_) * grown.greatest;
        grown.at_most = std::min(grown.weight, greatest);
    }
    at_most_ += grown.at_most;
}

Cost EqualWindows::disjoint() {
    keep_disjoint();
    return std::min(together_, sum_of_classes());
}

// Goes through the places of each call from left to right, and keeps each window that does not
// overlap with the last one that was kept: once for all rows together, once in each group.
void EqualWindows::keep_disjoint() {
    for (Group& group : groups_) {
        group.end = 0;
        group.kept = 0;
    }
    Group together;
    const auto keep = [&](const WindowRow& row, Group& group) {
        if (group.end == 0 || group.call != row.call || group.end + width_ <= row.width) {
            group.call = row.call;
            group.end = row.width;
            group.kept += row.weight;
        }
    };
    for (const std::uint32_t index : by_place_) {
        const WindowRow& row = rows_[index];
        if (row.width >= width_) {
            keep(row, together);
            keep(row, groups_[find(index)]);
        }
    }
    together_ = together.kept;
}

Cost EqualWindows::sum_of_classes() {
    of_class_.assign(classes_.size(), 0);
    for (std::size_t i = 0; i < rows_.size();) {
        const std::uint32_t in_class = rows_[i].in_class;
        kept_.clear();
        for (; i < rows_.size() && rows_[i].in_class == in_class; ++i) {
            if (groups_[i].kept > 0) {
                kept_.push_back(groups_[i].kept);
            }
        }
        if (kept_.size() > max_groups_) {
            std::nth_element(kept_.begin(),
                             kept_.begin() + static_cast<std::ptrdiff_t>(max_groups_ - 1),
                             kept_.end(), std::greater<>());
            kept_.resize(max_groups_);
        }
        of_class_[in_class] = std::accumulate(kept_.begin(), kept_.end(), Cost{0});
    }
    return std::accumulate(of_class_.begin(), of_class_.end(), Cost{0});
}

} // namespace rasp_stitch::compressor
