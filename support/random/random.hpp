#pragma once

// Random numbers that are the same on every machine, which those of <random>'s distributions are
// not.
//
//     std::mt19937_64 random(seed_of(seed, {iteration, phase}));
//     below(random, 6)  // 0 to 5
//     unit(random)      // from 0 to below 1

#include <cstdint>
#include <initializer_list>
#include <random>

namespace rasp_stitch {

using Random = std::mt19937_64;

// `bound` is not 0. Off from uniform by less than bound / 2^64.
std::uint64_t below(Random& random, std::uint64_t bound);
double unit(Random& random);

// One seed from several numbers, whose order counts.
std::uint64_t seed_of(std::uint64_t seed, std::initializer_list<std::uint64_t> more);

} // namespace rasp_stitch
