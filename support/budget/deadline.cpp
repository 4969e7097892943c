#include "support/budget/deadline.hpp"

#include <algorithm>
#include <limits>

namespace rasp_stitch {

namespace {

using Clock = std::chrono::steady_clock;

constexpr double longest = 1e8; // seconds; more could overflow the clock

} // namespace

Deadline::Deadline(double seconds) {
    if (seconds < longest) {
        end_ = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                  std::chrono::duration<double>(std::max(seconds, 0.0)));
    }
}

double Deadline::seconds_left() const {
    if (end_ == Clock::time_point::max()) {
        return std::numeric_limits<double>::infinity();
    }
    return std::max(std::chrono::duration<double>(end_ - Clock::now()).count(), 0.0);
}

} // namespace rasp_stitch
