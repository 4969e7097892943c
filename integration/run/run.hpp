#pragma once

// Door of integration/run.
//
// What a run of the loop of Ellis et al. 2021 (DreamCoder, Section 2) is about: its settings, its
// tasks and its state between two phases. Everything here is a value. A run divides the tasks into
// those it learns from and those that are held out to measure what it has learnt.
//
// ```cpp
// std::vector<enumerator::SearchTask> tasks(4);
// for (std::size_t i = 0; i < tasks.size(); ++i) {
//     tasks[i].task.name = "task " + std::to_string(i);
// }
// Settings settings;
// settings.test_fraction = 0.5;
// const Run run = make_run(settings, tasks);
// CHECK(run.training.size() == 2);
// CHECK(run.held_out.size() == 2);
// ```
//
// The state is in loop_state.hpp, the record of a phase in phase_record.hpp, and the table of
// settings in setting_table.hpp.

#include "enumerator/solve/merged_tasks.hpp"
#include "integration/run/phase.hpp"
#include "integration/run/settings.hpp"

#include <cstdint>
#include <vector>

namespace rasp_stitch::loop {

struct Run {
    Settings settings;
    std::vector<enumerator::SearchTask> training;
    std::vector<enumerator::SearchTask> held_out; // that nothing is learnt from
};

// Holds out tasks at random, by the seed; both lists keep the order of `tasks`. Throws InputError
// if no task is left to learn from, or if the fraction to hold out is positive but amounts to no
// task.
Run make_run(const Settings& settings, const std::vector<enumerator::SearchTask>& tasks);

// Returns the seed of a phase. It depends on nothing else, so no state of a generator is kept
// between phases.
std::uint64_t seed_of(std::uint64_t seed, std::uint64_t iteration, Phase phase);

} // namespace rasp_stitch::loop
