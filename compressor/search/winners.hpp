#pragma once

// The best abstractions found so far, shared by the threads of a search.
//
//     Winners winners(1);             // the best one only
//     winners.to_beat()               // what another must beat to be among them
//     winners.offer(std::move(found));
//     winners.ranking()               // the best first

#include "compressor/patterns/incumbent.hpp"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <span>
#include <vector>

namespace rasp_stitch::compressor {

class Winners {
public:
    // The `most` best, at least one.
    explicit Winners(std::size_t most) : most_(std::max<std::size_t>(1, most)) {}

    // As long as it is the same, so is to_beat().
    std::uint64_t version() const { return version_.load(std::memory_order_acquire); }

    Promise to_beat() const;

    // What the best of them promises; nothing_found before there is one.
    Promise best() const;

    void offer(Found found);

    // Only while no other thread offers.
    std::span<const Found> ranking() const { return ranking_; }
    std::vector<Found> take() { return std::move(ranking_); }

private:
    std::size_t most_;
    mutable std::mutex mutex_;
    std::atomic<std::uint64_t> version_ = 0;
    std::vector<Found> ranking_;
};

// What must be beaten, as one thread last saw it. What it sees may be out of date, and is then
// easier to beat than it should be, which costs time and changes nothing.
class Rival {
public:
    explicit Rival(const Winners& winners) : winners_(winners) {}

    const Promise& to_beat() {
        if (const std::uint64_t version = winners_.version(); version != version_) {
            to_beat_ = winners_.to_beat();
            version_ = version;
        }
        return to_beat_;
    }

private:
    const Winners& winners_;
    std::uint64_t version_ = 0;
    Promise to_beat_ = nothing_found;
};

} // namespace rasp_stitch::compressor
