#include "support/random/random.hpp"

namespace rasp_stitch {

namespace {

// The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
std::uint64_t mixed(std::uint64_t word) {
    word += 0x9E3779B97F4A7C15;
    word = (word ^ (word >> 30U)) * 0xBF58476D1CE4E5B9;
    word = (word ^ (word >> 27U)) * 0x94D049BB133111EB;
    return word ^ (word >> 31U);
}

} // namespace

std::uint64_t below(Random& random, std::uint64_t bound) {
    return random() % bound;
}

double unit(Random& random) {
    return static_cast<double>(random() >> 11U) * 0x1p-53;
}

std::uint64_t seed_of(std::uint64_t seed, std::initializer_list<std::uint64_t> more) {
    seed = mixed(seed);
    for (const std::uint64_t number : more) {
        seed = mixed(mixed(seed) + number);
    }
    return seed;
}

} // namespace rasp_stitch
