#pragma once

// Door of support/random.
//
// Random numbers that are the same on every machine, which those of <random>'s distributions are
// not: the standard fixes the numbers of its engines, but leaves the distributions to the library.
//
// ```cpp
// Random random(seed_of(7, {2, 3})); // of the numbers 7, 2 and 3
// CHECK(below(random, 6) < 6);
// CHECK(between(random, 4U, 4U) == 4);
// CHECK(chance(random, 100));
// CHECK(unit(random) < 1);
// ```

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <random>

namespace rasp_stitch {

// The Mersenne Twister of 64 bits (Matsumoto and Nishimura 1998; Nishimura 2000).
using Random = std::mt19937_64;

// Returns a number from 0 to below `bound`, which is positive; all are equally likely. The number
// is the remainder of a draw from the engine. To be without bias, the highest draws, at most
// `bound` of 2^64, are refused and drawn again (rejection sampling; von Neumann 1951).
std::uint64_t below(Random& random, std::uint64_t bound);

template <std::integral Number>
Number below(Random& random, Number bound) {
    return static_cast<Number>(below(random, static_cast<std::uint64_t>(bound)));
}

// Returns a number from `least` to `most`, both included. `most - least + 1` must not overflow.
template <std::integral Number>
Number between(Random& random, Number least, Number most) {
    return static_cast<Number>(least + below(random, static_cast<Number>(most - least + 1)));
}

// Returns true in `percent` of 100 cases.
bool chance(Random& random, std::uint32_t percent);

// Returns a number from 0 to below 1, a multiple of 2^-53: the upper 53 bits of one draw.
double unit(Random& random);

// Returns one seed made of several numbers, whose order counts.
std::uint64_t seed_of(std::uint64_t seed, std::initializer_list<std::uint64_t> more);

} // namespace rasp_stitch
