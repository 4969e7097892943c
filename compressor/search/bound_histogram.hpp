#pragma once

// Counts the patterns that a search has expanded, by their bounds, in constant memory.
//
//     BoundHistogram expanded;
//     expanded.add(1'000'000);
//     expanded.above(600'000) == 1
//
// Bounds are counted in classes: powers of two, each divided into 256 equal parts. Every search
// expands the patterns whose bound is above the utility of the best abstraction, whatever its order
// and its number of threads. This does not hold for bounds equal to that utility, so above() leaves
// out the whole class that the utility is in.

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

    // Returns how many bounds are in a class above that of the utility.
    std::int64_t above(Utility utility) const {
        const auto first = counts_.begin() + static_cast<std::ptrdiff_t>(class_of(utility)) + 1;
        return std::accumulate(first, counts_.end(), std::int64_t{0});
    }

private:
    static constexpr int part_bits = 8;
    static constexpr std::size_t parts = std::size_t{1} << part_bits;
    static constexpr std::size_t classes = parts * (64 - part_bits);

    // The class ascends with the bound. All bounds up to 0 share one class; from 1 to 511 every
    // bound has its own.
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
