#pragma once

// Description lengths as whole numbers, so that a sum does not depend on the order of its terms.
//
//     description_length(-1.5)             // of a choice with probability exp(-1.5): 1.5 nats
//     nats(description_length(-1.5))       // 1.5
//     bound_of(7.5)                        // lengths below it are lengths below 7.5 nats
//
// A unit is 2^-44 nats. Each choice of a program is rounded to the nearest unit, so the sum over a
// program of n nodes is off by at most n * 2^-45 nats: by less than 1e-9 for 35,000 nodes. In
// return, a program has one length however its derivation is reached, so adjacent windows contain
// each program exactly once, on any number of threads.
//
// The searches call the description length of a program, or of a part of one, its cost.

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace rasp_stitch::enumerator {

using DescriptionLength = std::int64_t;

inline constexpr double units_per_nat = 17'592'186'044'416; // 2^44

// No search looks for longer descriptions, which keeps sums far from overflow.
inline constexpr double max_nats = 100'000;

// Returns the length of a choice with this log probability, which is at most 0 and not -infinity.
// The result is at most `max_nats`. A choice that is not the only one must not cost 0, however
// improbable the others are: Chart sees to that.
inline DescriptionLength description_length(double log_probability) {
    return std::llround(std::min(-log_probability, max_nats) * units_per_nat);
}

inline double nats(DescriptionLength length) {
    return static_cast<double>(length) / units_per_nat;
}

// Returns the log of the probability that a description of this length has: 0 for a program that is
// the only one, and never -0, which is no number to show to people.
inline double log_prior_of(DescriptionLength length) {
    return 0.0 - nats(length);
}

// Returns the smallest length that is at least `bound` nats.
inline DescriptionLength bound_of(double bound) {
    return static_cast<DescriptionLength>(
        std::ceil(std::clamp(bound, 0.0, max_nats) * units_per_nat));
}

} // namespace rasp_stitch::enumerator
