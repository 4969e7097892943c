#include "compressor/search/winners.hpp"

#include <algorithm>
#include <utility>

namespace rasp_stitch::compressor {

Promise Winners::to_beat() const {
    const std::lock_guard lock(mutex_);
    return ranking_.size() < most_ ? nothing_found : ranking_.back().promise;
}

Promise Winners::best() const {
    const std::lock_guard lock(mutex_);
    return ranking_.empty() ? nothing_found : ranking_.front().promise;
}

void Winners::offer(Found found) {
    const std::lock_guard lock(mutex_);
    const auto place = std::upper_bound(ranking_.begin(), ranking_.end(), found, beats);
    ranking_.insert(place, std::move(found));
    if (ranking_.size() > most_) {
        ranking_.pop_back();
    }
    version_.fetch_add(1, std::memory_order_release);
}

} // namespace rasp_stitch::compressor
