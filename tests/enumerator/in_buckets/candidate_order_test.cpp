#include "enumerator/in_buckets/candidate_order.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

TEST_CASE("candidates are sorted by cost, equal costs in the order of the plan", "[bottom_up]") {
    std::mt19937 random(2);
    for (const std::uint32_t costs : {1U, 3U, 40U, 5000U}) {
        CAPTURE(costs);
        std::vector<std::vector<BucketCandidate>> made(7);
        std::vector<BucketCandidate> all;
        for (std::vector<BucketCandidate>& run : made) {
            while (random() % 100 != 0) {
                run.push_back({.cost = static_cast<DescriptionLength>(random() % costs),
                               .number = static_cast<std::uint32_t>(all.size())});
                all.push_back(run.back());
            }
        }
        REQUIRE(all.size() > 100);
        const std::vector<std::span<const BucketCandidate>> runs(made.begin(), made.end());
        std::ranges::stable_sort(all, {}, &BucketCandidate::cost);
        std::vector<std::uint32_t> expected;
        std::vector<std::uint32_t> found;
        for (const BucketCandidate& candidate : all) {
            expected.push_back(candidate.number);
        }
        for (const BucketCandidate* const candidate : sorted_candidates(runs)) {
            found.push_back(candidate->number);
        }
        CHECK(found == expected);
    }
    CHECK(sorted_candidates({}).empty());
}

} // namespace rasp_stitch::enumerator
