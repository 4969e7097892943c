#pragma once

// How often a second something can be done.
//
//     const double calls = best_rate(1.0, [&] { evaluator.run(code); });
//
// Processor time of this thread, the best of several rounds, since whatever else the machine does
// can only add to it.

#include <algorithm>
#include <cstddef>
#include <ctime>

namespace rasp_stitch::benchmarks {

inline double thread_seconds() {
    std::timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

// Takes about so many seconds, and one call at least for each round and one before them, in which
// memory grows to what is needed.
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
