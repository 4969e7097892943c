#include "support/random/random.hpp"

#include "support/hashing/hash.hpp"

#include <limits>

namespace rasp_stitch {

std::uint64_t below(Random& random, std::uint64_t bound) {
    constexpr std::uint64_t greatest = std::numeric_limits<std::uint64_t>::max();
    const std::uint64_t first_refused = greatest - greatest % bound;
    std::uint64_t drawn = 0;
    do {
        drawn = random();
    } while (drawn >= first_refused);
    return drawn % bound;
}

bool chance(Random& random, std::uint32_t percent) {
    return below(random, 100U) < percent;
}

double unit(Random& random) {
    return static_cast<double>(random() >> 11U) * 0x1p-53;
}

std::uint64_t seed_of(std::uint64_t seed, std::initializer_list<std::uint64_t> more) {
    seed = mix_bits(seed);
    for (const std::uint64_t number : more) {
        seed = mix_bits(mix_bits(seed) + number);
    }
    return seed;
}

} // namespace rasp_stitch
