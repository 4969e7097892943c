#pragma once

// How a phase is run, apart from what it does: with how many threads, in how much time, and who
// listens.

#include "enumerator/solve/solve_groups.hpp"
#include "integration/loop/recognizer.hpp"
#include "integration/run/phase.hpp"
#include "support/budget/budget.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>

namespace rasp_stitch::loop {

// How far a phase has come. Of the last three members, only the one that belongs to the phase is
// set.
struct PhaseProgress {
    std::uint64_t iteration = 0; // from 1
    Phase phase{};
    std::size_t tasks = 0; // that the phase searches for or learns from
    enumerator::SolveProgress search = {};
    TrainingProgress training = {};
    std::size_t abstractions = 0; // found so far
};

struct PhaseControl {
    std::size_t threads = 1;
    enumerator::SearchTeam* team = nullptr; // makes the searches, if there is one
    Budget budget = {};                     // its seconds are for searching or training
    std::function<void(const PhaseProgress&)> on_progress = {}; // never called concurrently
};

} // namespace rasp_stitch::loop
