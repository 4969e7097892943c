#pragma once

// Measures how many times per second a function can be called.
//
//     const double calls_per_second = best_rate(1.0, [&] { evaluator.run(code); });
//
// Uses processor time of this thread, and the best of several rounds, since other load on the
// machine can only slow a round down.

#include <algorithm>
#include <cstddef>
#include <ctime>

namespace rasp_stitch::benchmarks {

inline double thread_seconds() {
    std::timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

// Returns the calls per second of processor time. Measures for about `seconds`, with at least one
// call in each round and one before the first, which allocates the memory needed.
template <class Call>
double best_rate(double seconds, const Call& call) {
    constexpr int rounds = 5;
    call();
    double best = 0;
    for (int round = 0; round < rounds; ++round) {
        const double start = thread_seconds();
        double spent = 0;
        double count = 0;
        for (std::size_t calls = 1; spent < seconds / rounds; calls *= 2) {
            for (std::size_t i = 0; i < calls; ++i) {
                call();
            }
            count += static_cast<double>(calls);
            spent = thread_seconds() - start;
        }
        best = std::max(best, count / spent);
    }
    return best;
}

} // namespace rasp_stitch::benchmarks
