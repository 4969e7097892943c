#pragma once

// Draws from the distributions that generated corpora need, equally on every machine.

#include "support/random/random.hpp"

#include <cstddef>
#include <cstdint>

namespace rasp_stitch::benchmarks {

class RandomNumbers {
public:
    explicit RandomNumbers(std::uint64_t seed) : random_(seed) {}

    // Returns a number below `bound`, which must not be 0.
    std::uint32_t below(std::uint32_t bound) {
        return static_cast<std::uint32_t>(rasp_stitch::below(random_, bound));
    }
    std::uint32_t between(std::uint32_t least, std::uint32_t most) {
        return least + below(most - least + 1);
    }
    bool chance(std::uint32_t percent) { return below(100) < percent; }

    // Returns a rank below `count`, which must not be 0, by Zipf's law: the first rank twice as
    // often as the second, three times as often as the third, and so on.
    std::size_t rank(std::size_t count) {
        std::uint32_t total = 0;
        for (std::size_t at = 0; at < count; ++at) {
            total += weight(at);
        }
        std::uint32_t left = below(total);
        std::size_t at = 0;
        while (left >= weight(at)) {
            left -= weight(at++);
        }
        return at;
    }

private:
    static std::uint32_t weight(std::size_t rank) {
        return static_cast<std::uint32_t>(1'000'000 / (rank + 1));
    }

    Random random_;
};

} // namespace rasp_stitch::benchmarks
