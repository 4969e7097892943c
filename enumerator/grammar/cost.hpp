#pragma once

// Description lengths as whole numbers, so that sums do not depend on the order of their terms.
//
//     cost_of(-1.5)                 // 1.5 nats
//     nats(cost_of(-1.5))   == 1.5
//     lower <= nats(c) && nats(c) < upper  // is bound_of(lower) <= c && c < bound_of(upper)
//
// A unit is 2^-44 nats. Each choice of a program is rounded to the nearest, so the sum over a
// program of n nodes is off by at most n * 2^-45 nats: less than 1e-9 for 35,000 nodes. In return a
// program has one cost, whichever way it is come by: adjacent windows have each program once, on
// any number of threads.

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace rasp_stitch::enumerator {

using Cost = std::int64_t;

inline constexpr double units_per_nat = 17'592'186'044'416; // 2^44

// Longer descriptions are not looked for: sums stay far from overflow.
inline constexpr double most_nats = 100'000;

// Of a choice with this log probability, which is at most 0 and not -infinity. At most `most_nats`.
// A choice that has rivals must not cost nothing, however improbable they are: see Chart.
inline Cost cost_of(double log_probability) {
    return std::llround(std::min(-log_probability, most_nats) * units_per_nat);
}

inline double nats(Cost cost) {
    return static_cast<double>(cost) / units_per_nat;
}

// The least cost that is not below so many nats.
inline Cost bound_of(double bound) {
    return static_cast<Cost>(std::ceil(std::clamp(bound, 0.0, most_nats) * units_per_nat));
}

} // namespace rasp_stitch::enumerator
