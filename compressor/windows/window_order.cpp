#include "compressor/windows/window_order.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace rasp_stitch::compressor {

WindowOrder::WindowOrder(const WideCalls& calls) {
    std::vector<std::uint32_t> begin;
    std::vector<std::uint32_t> width; // by index in the text: of the beginning that ends there
    rank_.emplace_back();
    std::uint32_t greatest = 0;
    for (const WideCall& call : calls.calls) {
        begin.push_back(static_cast<std::uint32_t>(width.size()));
        greatest = std::max(greatest, call.width());
        for (std::uint32_t i = 1; i <= call.width(); ++i) {
            rank_.front().push_back(call.argument[i - 1] + 1);
            width.push_back(i);
        }
    }
    for (const Place& place : calls.places) {
        index_.push_back(begin[place.call] + place.width - 1);
        width_.push_back(place.width);
    }
    for (std::uint32_t half = 1; half < greatest; half *= 2) {
        rank_twice_as_many(half, width);
    }
}

// The doubling of Manber and Myers (1993): the last 2^k arguments are the last half of them and
// those before it. Where there are none before it, the rank of these is 0.
void WindowOrder::rank_twice_as_many(std::uint32_t half, const std::vector<std::uint32_t>& width) {
    const std::vector<std::uint32_t>& known = rank_.back();
    using Halves = std::pair<std::uint32_t, std::uint32_t>;
    std::vector<Halves> halves(known.size());
    for (std::size_t i = 0; i < known.size(); ++i) {
        halves[i] = {known[i], width[i] > half ? known[i - half] : 0};
    }
    std::vector<std::uint32_t> order(known.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t left, std::uint32_t right) {
        return halves[left] < halves[right];
    });
    std::vector<std::uint32_t> rank(known.size());
    std::uint32_t last = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        last += i == 0 || halves[order[i]] != halves[order[i - 1]] ? 1U : 0U;
        rank[order[i]] = last;
    }
    rank_.push_back(std::move(rank));
}

std::uint32_t WindowOrder::common(std::uint32_t one, std::uint32_t other) const {
    const std::uint32_t least = std::min(width_[one], width_[other]);
    std::uint32_t found = 0;
    for (std::size_t level = rank_.size(); level-- > 0 && found < least;) {
        const std::vector<std::uint32_t>& rank = rank_[level];
        if (rank[index_[one] - found] == rank[index_[other] - found]) {
            found += std::uint32_t{1} << level;
        }
    }
    return std::min(found, least);
}

} // namespace rasp_stitch::compressor
