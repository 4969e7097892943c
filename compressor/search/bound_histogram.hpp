#pragma once

// How many patterns of which bound a search has expanded, in constant memory.
//
//     BoundHistogram expanded;
//     expanded.add(1'000'000);
//     expanded.above(600'000) == 1
//
// Bounds are counted in classes: powers of two, each cut in 256 equal parts. Which patterns with a
// bound above the winner's utility are expanded depends on neither the order of the search nor the
// number of threads; of those that only just reach it this is not true, so the class that the
// utility is in is left out.

#include "compressor/corpus/settings.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace rasp_stitch::compressor {

class BoundHistogram {
public:
    BoundHistogram() : counts_(classes, 0) {}

    void add(Utility bound) {
        ++counts_[class_of(bound)];
        ++total_;
    }

    void add(const BoundHistogram& other) {
        for (std::size_t i = 0; i < classes; ++i) {
            counts_[i] += other.counts_[i];
        }
        total_ += other.total_;
    }

    std::int64_t total() const { return total_; }

    std::int64_t above(Utility utility) const {
        const auto first = counts_.begin() + static_cast<std::ptrdiff_t>(class_of(utility)) + 1;
        return std::accumulate(first, counts_.end(), std::int64_t{0});
    }

private:
    static constexpr int part_bits = 8;
    static constexpr std::size_t parts = std::size_t{1} << part_bits;
    static constexpr std::size_t classes = parts * (64 - part_bits);

    // Ascending with the bound; one for all bounds that are not above 0, one each up to 511.
    static std::size_t class_of(Utility bound) {
        if (bound <= 0) {
            return 0;
        }
        const auto value = static_cast<std::uint64_t>(bound);
        const int shift = std::max(0, static_cast<int>(std::bit_width(value)) - part_bits - 1);
        return parts * static_cast<std::size_t>(shift) + (value >> shift);
    }

    std::vector<std::int64_t> counts_;
    std::int64_t total_ = 0;
};

} // namespace rasp_stitch::compressor
