#pragma once

// Random numbers that are the same on every machine: raw outputs of a standard engine, without the
// distributions of <random>, which differ between libraries.

#include <cstddef>
#include <cstdint>
#include <random>

namespace rasp_stitch::benchmarks {

class RandomNumbers {
public:
    explicit RandomNumbers(std::uint64_t seed) : engine_(seed) {}

    // Below `bound`, which is not 0.
    std::uint32_t below(std::uint32_t bound) {
        return static_cast<std::uint32_t>(engine_() % bound);
    }
    std::uint32_t between(std::uint32_t least, std::uint32_t most) {
        return least + below(most - least + 1);
    }
    bool chance(std::uint32_t percent) { return below(100) < percent; }

    // Below `count`, which is not 0; the first rank twice as often as the second, three times as
    // often as the third, and so on (Zipf's law).
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

    std::mt19937_64 engine_;
};

} // namespace rasp_stitch::benchmarks
