#pragma once

// Budgets of time: how much is used up, and when all of it is.

#include <algorithm>
#include <chrono>

namespace rasp_stitch {

inline double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Seconds from now; never for a budget of years.
inline std::chrono::steady_clock::time_point deadline_after(double seconds) {
    using Clock = std::chrono::steady_clock;
    constexpr double longest = 1e8;
    return seconds < longest
               ? Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                    std::chrono::duration<double>(std::max(seconds, 0.0)))
               : Clock::time_point::max();
}

} // namespace rasp_stitch
