#pragma once

// The best abstractions found so far, which the threads of a search share.
//
//     BestAbstractions best(1);      // keeps one, the incumbent
//     best.incumbent()               // the score that another one has to beat
//     best.add(std::move(scored));
//     best.ranking()                 // the best first
//
//     BestAbstractions equals(8, no_incumbent, Kept::equals); // those as good as the best, up to 8

#include "compressor/patterns/scored_abstraction.hpp"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <span>
#include <utility>
#include <vector>

namespace rasp_stitch::compressor {

// Which abstractions are kept: the best, or of these only those that have the same utility as the
// first one.
enum class Kept : std::uint8_t { best, equals };

class BestAbstractions {
public:
    // Keeps the best `count`, at least one, of those that beat `floor`.
    explicit BestAbstractions(std::size_t count, const Score& floor = no_incumbent,
                              Kept kept = Kept::best)
        : count_(std::max<std::size_t>(1, count)), floor_(floor), kept_(kept) {}

    // Returns a number that changes whenever incumbent() does.
    std::uint64_t version() const { return version_.load(std::memory_order_acquire); }

    // Returns the score that another one has to beat: that of the last of those kept, if there are
    // `count`; else the floor, or for equals what every abstraction of the same utility beats.
    Score incumbent() const;

    // Returns the score of the first, or no_incumbent if none is found.
    Score best_score() const;

    void add(ScoredAbstraction found);

    // These may be called only while no thread adds abstractions.
    std::span<const ScoredAbstraction> ranking() const { return ranking_; }
    std::vector<ScoredAbstraction> take() { return std::move(ranking_); }

private:
    std::size_t count_;
    Score floor_;
    Kept kept_;
    mutable std::mutex mutex_;
    std::atomic<std::uint64_t> version_ = 0;
    std::vector<ScoredAbstraction> ranking_;
};

// The score of the incumbent as one thread last saw it. An outdated score is easier to beat than
// the present one, which costs time and does not change the result.
class IncumbentCache {
public:
    explicit IncumbentCache(const BestAbstractions& best) : best_(best), score_(best.incumbent()) {}

    const Score& score() {
        if (const std::uint64_t version = best_.version(); version != version_) {
            score_ = best_.incumbent();
            version_ = version;
        }
        return score_;
    }

private:
    const BestAbstractions& best_;
    std::uint64_t version_ = 0; // a later one is seen when the score is asked for
    Score score_;
};

} // namespace rasp_stitch::compressor
