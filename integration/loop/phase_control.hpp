#pragma once

// How a phase is run, apart from what it does: threads, the time that is left, and who listens.

#include "enumerator/solve/solve_groups.hpp"
#include "integration/loop/phase.hpp"
#include "integration/loop/recognizer.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <stop_token>

namespace rasp_stitch::loop {

// How far a phase is. Of the last three members the one that belongs to the phase is filled in.
struct PhaseProgress {
    std::uint64_t iteration = 0; // from 1
    Phase phase{};
    std::size_t tasks = 0; // that are searched for
    enumerator::SolveProgress search = {};
    TrainingProgress training = {};
    std::size_t abstractions = 0; // that were found
};

struct PhaseControl {
    std::size_t threads = 1;
    double seconds = std::numeric_limits<double>::infinity(); // left for searching or training
    std::stop_token stop = {};
    std::function<void(const PhaseProgress&)> on_progress = {}; // never twice at once
};

} // namespace rasp_stitch::loop
