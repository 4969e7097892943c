#pragma once

// Sorts the programs that may be kept by cost, and those of equal costs by their place in the plan.
//
//     const std::vector<const BucketCandidate*> sorted = sorted_candidates(runs);
//
// The runs are in the order of the plan, one after the other. Within a bucket there are few different
// costs, so that counting them takes less time than comparing.

#include "enumerator/in_buckets/bucket_worker.hpp"

#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

std::vector<const BucketCandidate*>
sorted_candidates(std::span<const std::span<const BucketCandidate>> runs);

} // namespace rasp_stitch::enumerator
