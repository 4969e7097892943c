#pragma once

// What training a model is asked for and tells of itself (recognition/network/train_model.hpp).

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <stop_token>

namespace rasp_stitch::recognition {

struct TrainingPlan {
    std::uint64_t seed = 0;
    std::size_t dreams = 300'000; // programs that are drawn
    double helmholtz_ratio = 0.5; // of what is learnt from, how much are dreams

    // Training ends with the first of both. Without a limit of seconds the same comes out each
    // time.
    std::size_t most_steps = std::numeric_limits<std::size_t>::max();
    double seconds = std::numeric_limits<double>::infinity(); // of dreaming and learning

    double learning_rate = 5e-3; // of Adam; falls to 0 towards the end
    std::size_t batch = 24;      // lessons of a step

    std::size_t threads = 1; // what is learnt does not depend on it
};

struct TrainingReport {
    std::size_t replays = 0; // tasks with programs
    std::size_t dreams = 0;  // that were kept
    std::size_t steps = 0;
    double first_loss = 0; // nats for each program, over the first tenth of the steps
    double loss = 0;       // over the last
    double seconds = 0;
    bool is_complete = true; // false where a stop was requested
};

struct TrainingProgress {
    std::size_t steps = 0; // 0: it is still dreaming
    double loss = 0;
    double seconds = 0;
};

struct TrainingControl {
    std::stop_token stop = {};
    std::function<void(const TrainingProgress&)> on_progress = {};
};

} // namespace rasp_stitch::recognition
