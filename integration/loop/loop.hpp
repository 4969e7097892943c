#pragma once

// Door of integration/loop.
//
// The wake-sleep loop of Ellis et al. 2021 (DreamCoder, Section 2), without DreamCoder: wake
// searches for programs of tasks in a grammar, dreaming trains a network to predict which grammar
// suits a task, and abstraction extends the grammar so that the programs found become short. A run
// (the tasks and settings) and a state come in; the state after the last phase goes out. Nothing is
// read, written or printed.
//
// ```cpp
// #include "rasp/tasks/task.hpp"
// const std::vector<rasp::TaskEntry> entries = rasp::read_tasks(R"json([
//     {"name": "doubled", "type": "input(str) -> seq(num)", "literals": [],
//      "examples": [{"input": ["a", "b", "c"], "output": [0, 2, 4]}]}])json");
// Settings settings;
// settings.iterations = 1;
// settings.search = "bottom-up";
// settings.primitives = "indices,add";
// settings.programs_per_task = 100;
// settings.upper = 50; // nats
// settings.frontier = 1;
// settings.memory = 100; // megabytes
// settings.top_k = 1;
// settings.pseudo_counts = 1;
// settings.recognition = false;
// const Run run = make_run(settings, enumerator::merged_tasks(entries));
// const LoopState end = run_loop(run, first_state(run), nullptr);
// CHECK(end.records.size() == 2); // of wake and abstraction
// CHECK(end.records[0].new_tasks == std::vector<std::string>{"doubled"});
// ```

#include "integration/loop/phase_control.hpp"
#include "integration/loop/recognizer.hpp"
#include "integration/run/loop_state.hpp"
#include "integration/run/run.hpp"

#include <cstddef>
#include <functional>
#include <stop_token>

namespace rasp_stitch::loop {

struct LoopControl {
    std::size_t threads = 1;
    enumerator::SearchTeam* team = nullptr;      // makes the searches, if there is one
    enumerator::SearchTeam* near_team = nullptr; // those of phases that are near's (is_near_phase)
    std::stop_token stop = {};
    std::function<void(const PhaseProgress&)> on_progress = {}; // called now and then
    std::function<void(const LoopState&)> after_phase = {};
};

// Returns how long the phases took that have ended.
double seconds_of(const LoopState& state);

// Runs phases until all iterations are done, a stop is requested, or the time of the run is used
// up, in which case the phase under way ends its search or training early. Returns the state after
// the last phase that ended or was interrupted (integration/loop/phases.hpp). The recognizer may be
// null if the settings want none.
//
// If only programs and steps are limited and memory suffices, the result depends on the run and the
// state alone, not on the number of threads. Once a network is trained, this holds on processors of
// the same kind with the same linear algebra library: another kernel of the library rounds
// differently.
LoopState run_loop(const Run& run, LoopState state, Recognizer* recognizer,
                   const LoopControl& control = {});

} // namespace rasp_stitch::loop
