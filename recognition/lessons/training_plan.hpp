#pragma once

// What the training of a model is asked for, and what it reports
// (recognition/network/train_model.hpp).

#include "support/budget/budget.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>

namespace rasp_stitch::recognition {

struct TrainingPlan {
    std::uint64_t seed = 0;
    std::size_t dreams = 300'000; // programs to draw
    double helmholtz_ratio = 0.5; // the share of dreams among the lessons

    // Training ends after these steps, or when the seconds of the budget, for dreaming and learning,
    // are used up, or at its stop request. Without the latter two the result is reproducible
    // (recognition/network/network.hpp).
    std::size_t max_steps = std::numeric_limits<std::size_t>::max();
    Budget budget = {};

    double learning_rate = 5e-3; // of Adam; falls to 0 towards the end
    std::size_t batch = 24;      // lessons per step

    std::size_t threads = 1; // does not change the result
};

struct TrainingReport {
    std::size_t replays = 0; // tasks with programs
    std::size_t dreams = 0;  // that were kept
    std::size_t steps = 0;
    double first_loss = 0; // over the first tenth of the steps, in nats per program
    double loss = 0;       // over the last tenth
    double seconds = 0;
    StopReason stopped = StopReason::none; // StopReason::interrupted if a stop was requested
};

struct TrainingProgress {
    std::size_t steps = 0; // 0 while it is still dreaming
    double loss = 0;
    double seconds = 0;
};

struct TrainingControl {
    std::function<void(const TrainingProgress&)> on_progress = {};
};

} // namespace rasp_stitch::recognition
