#pragma once

// Whether a search may go on within its budget.
//
//     const BudgetWatch watch(budget); // the seconds of the budget count from here
//     if (const StopReason reason = watch.reason(memory); reason != StopReason::none) { ... }

#include "support/budget/budget.hpp"
#include "support/budget/deadline.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <utility>

namespace rasp_stitch::enumerator {

// Returns whether a search ended at a moment that differs from run to run.
constexpr bool is_sudden(StopReason reason) {
    return reason == StopReason::interrupted || reason == StopReason::time ||
           reason == StopReason::memory;
}

class BudgetWatch {
public:
    explicit BudgetWatch(Budget budget)
        : budget_(std::move(budget)), deadline_(budget_.deadline()) {}

    double seconds() const { return seconds_since(start_); }

    // Returns why to end now, for a search that takes `memory` bytes.
    StopReason reason(std::size_t memory = 0) const {
        if (budget_.stop.stop_requested()) {
            return StopReason::interrupted;
        }
        if (deadline_.has_passed()) {
            return StopReason::time;
        }
        return memory > budget_.memory ? StopReason::memory : StopReason::none;
    }

    // Returns the budget with the time that is left of it.
    Budget rest() const {
        Budget rest = budget_;
        rest.seconds = std::max(0.0, rest.seconds - seconds());
        return rest;
    }

    const Budget& budget() const { return budget_; }

private:
    Budget budget_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    Deadline deadline_;
};

} // namespace rasp_stitch::enumerator
