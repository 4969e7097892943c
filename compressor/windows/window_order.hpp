#pragma once

// The places of wide calls in the order of their arguments, from the last one on. So places that end
// in the same arguments stand side by side.
//
//     const WindowOrder order(calls);
//     order.rank(place)            // equal only for places with the same arguments
//     order.common(one, other)     // how many last arguments they have in common

#include "compressor/windows/wide_call.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace rasp_stitch::compressor {

class WindowOrder {
public:
    // Takes time in proportion to n log² n, where n is the number of arguments of the calls.
    explicit WindowOrder(const WideCalls& calls);

    std::uint32_t rank(std::uint32_t place) const { return rank_.back()[index_[place]]; }

    // Takes time with the logarithm of the greatest width.
    std::uint32_t common(std::uint32_t one, std::uint32_t other) const;

private:
    void rank_twice_as_many(std::uint32_t half, const std::vector<std::uint32_t>& width);

    // All calls' arguments stand in one text, one call after the other.
    std::vector<std::uint32_t> index_; // by place: of its last argument
    std::vector<std::uint32_t> width_; // by place

    // By level, then by index in the text: the order of the 2^level arguments that end there, or of
    // fewer, at the beginning of a call.
    std::vector<std::vector<std::uint32_t>> rank_;
};

} // namespace rasp_stitch::compressor
