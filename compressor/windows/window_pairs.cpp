// The pairs of rows that may match the same body, from the widest windows on.

#include "compressor/windows/window_bound.hpp"

#include <algorithm>
#include <utility>

namespace rasp_stitch::compressor {

void WindowBound::list_pairs(std::uint32_t least) {
    pairs_.clear();
    for (std::uint32_t i = 0; i < rows_.size(); ++i) {
        if (rows_[i].width < least) {
            continue;
        }
        pairs_.push_back({rows_[i].width, i, i});
        for (std::uint32_t j = 0; j < i; ++j) {
            const std::uint32_t common = windows_->common(rows_[i].place, rows_[j].place);
            if (common >= least) {
                pairs_.push_back({common, i, j});
            }
        }
    }
    sort_pairs();
}

// By width, descending: a counting sort.
void WindowBound::sort_pairs() {
    next_.assign(greatest_width_ + 2, 0);
    for (const Pair& pair : pairs_) {
        ++next_[greatest_width_ - pair.width + 1];
    }
    for (std::size_t i = 1; i < next_.size(); ++i) {
        next_[i] += next_[i - 1];
    }
    sorted_.resize(pairs_.size());
    for (const Pair& pair : pairs_) {
        sorted_[next_[greatest_width_ - pair.width]++] = pair;
    }
    std::swap(pairs_, sorted_);
}

void WindowBound::look_at_pairs(std::uint32_t least) {
    for (Row& row : rows_) {
        row.alike = 0;
    }
    most_alike_ = 0;
    auto pair = pairs_.begin();
    for (std::uint32_t width = greatest_width_; width >= least && best_ < enough_; --width) {
        for (; pair != pairs_.end() && pair->width == width; ++pair) {
            add_pair(rows_[pair->one], rows_[pair->other]);
        }
        if (!window_.is_ended || width == least) {
            look_at(width);
        }
    }
}

void WindowBound::add_pair(Row& one, Row& other) {
    one.alike += other.weight;
    if (&one != &other) {
        other.alike += one.weight;
    }
    most_alike_ = std::max({most_alike_, one.alike, other.alike});
}

} // namespace rasp_stitch::compressor
