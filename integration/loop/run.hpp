#pragma once

// What a run is about: its settings and its tasks.
//
//     const Run run = make_run(settings, enumerator::merged_tasks(rasp::read_tasks(text)));
//     run.training, run.held_out // by chance, of the seed; each in the order of the file

#include "enumerator/solve/merged_tasks.hpp"
#include "integration/loop/phase.hpp"
#include "integration/loop/settings.hpp"

#include <cstdint>
#include <vector>

namespace rasp_stitch::loop {

struct Run {
    Settings settings;
    std::vector<enumerator::SearchTask> training;
    std::vector<enumerator::SearchTask> held_out; // never learnt from
};

// InputError where no task is left to learn from, or none to hold out although some were asked for.
Run make_run(const Settings& settings, const std::vector<enumerator::SearchTask>& tasks);

// The seed of a phase. It follows from nothing else, so a run that goes on needs no generator's
// state.
std::uint64_t seed_of(std::uint64_t seed, std::uint64_t iteration, Phase phase);

} // namespace rasp_stitch::loop
