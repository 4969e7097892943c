#include "compressor/search/best_abstractions.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace rasp_stitch::compressor {

Score BestAbstractions::incumbent() const {
    const std::lock_guard lock(mutex_);
    if (ranking_.size() == count_) {
        return ranking_.back().score;
    }
    if (kept_ == Kept::best || ranking_.empty()) {
        return floor_;
    }
    return {.utility = ranking_.front().score.utility,
            .arity = std::numeric_limits<std::uint32_t>::max(),
            .body_cost = std::numeric_limits<Cost>::max()};
}

Score BestAbstractions::best_score() const {
    const std::lock_guard lock(mutex_);
    return ranking_.empty() ? no_incumbent : ranking_.front().score;
}

void BestAbstractions::add(ScoredAbstraction found) {
    const std::lock_guard lock(mutex_);
    if (kept_ == Kept::equals && !ranking_.empty()) {
        const Utility best = ranking_.front().score.utility;
        if (found.score.utility < best) {
            return; // another thread has found a better one
        }
        if (found.score.utility > best) {
            ranking_.clear();
        }
    }
    const auto place = std::upper_bound(ranking_.begin(), ranking_.end(), found, beats);
    if (place != ranking_.begin() && !beats(*std::prev(place), found)) {
        return; // it is known from a search of a smaller arity
    }
    ranking_.insert(place, std::move(found));
    if (ranking_.size() > count_) {
        ranking_.pop_back();
    }
    version_.fetch_add(1, std::memory_order_release);
}

} // namespace rasp_stitch::compressor
