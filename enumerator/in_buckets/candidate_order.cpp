#include "enumerator/in_buckets/candidate_order.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace rasp_stitch::enumerator {

namespace {

// Finds the place of a cost among the different costs. Candidates of equal costs often come together.
class CostPlaces {
public:
    explicit CostPlaces(std::span<const std::span<const BucketCandidate>> runs) {
        for (const std::span<const BucketCandidate> run : runs) {
            for (const BucketCandidate& candidate : run) {
                if (costs_.empty() || costs_.back() != candidate.cost) {
                    costs_.push_back(candidate.cost);
                }
            }
        }
        std::ranges::sort(costs_);
        costs_.erase(std::unique(costs_.begin(), costs_.end()), costs_.end());
    }

    std::size_t count() const { return costs_.size(); }

    std::size_t operator()(DescriptionLength cost) {
        if (costs_[last_] != cost) {
            last_ =
                static_cast<std::size_t>(std::ranges::lower_bound(costs_, cost) - costs_.begin());
        }
        return last_;
    }

private:
    std::vector<DescriptionLength> costs_;
    std::size_t last_ = 0;
};

} // namespace

std::vector<const BucketCandidate*>
sorted_candidates(std::span<const std::span<const BucketCandidate>> runs) {
    CostPlaces place_of(runs);
    std::vector<std::size_t> next(place_of.count() + 1);
    for (const std::span<const BucketCandidate> run : runs) {
        for (const BucketCandidate& candidate : run) {
            ++next[place_of(candidate.cost) + 1];
        }
    }
    for (std::size_t i = 1; i < next.size(); ++i) {
        next[i] += next[i - 1];
    }
    std::vector<const BucketCandidate*> sorted(next.back());
    for (const std::span<const BucketCandidate> run : runs) {
        for (const BucketCandidate& candidate : run) {
            sorted[next[place_of(candidate.cost)]++] = &candidate;
        }
    }
    return sorted;
}

} // namespace rasp_stitch::enumerator
