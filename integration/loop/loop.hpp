#pragma once

// The loop: wake, dreaming and abstraction, again and again, with no DreamCoder.
//
//     const LoopState end = run_loop(run, first_state(run), recognizer.get(),
//                                    {.after_phase = [&](const LoopState& state) { save(state);
//                                    }});
//     end.records // what came of each phase
//
// After Ellis et al. 2021, section 2: wake finds programs in a grammar, dreaming trains a network
// to predict which grammar suits a task, abstraction makes the grammar one in which what was found
// is short.

#include "integration/loop/loop_state.hpp"
#include "integration/loop/phase_control.hpp"
#include "integration/loop/recognizer.hpp"
#include "integration/loop/run.hpp"

#include <cstddef>
#include <functional>
#include <stop_token>

namespace rasp_stitch::loop {

struct LoopControl {
    std::size_t threads = 1;
    std::stop_token stop = {};
    std::function<void(const PhaseProgress&)> on_progress = {}; // now and then
    std::function<void(const LoopState&)> after_phase = {};
};

// The seconds that the phases took that have ended.
double seconds_of(const LoopState& state);

// Until all iterations are done, a stop is requested, or the time of the run is used up: then a
// phase that is under way searches or trains no longer. The state is that after the last phase that
// ended. The same for every number of threads where only programs and steps are limited, and
// memory does not run out.
LoopState run_loop(const Run& run, LoopState state, Recognizer* recognizer,
                   const LoopControl& control = {});

} // namespace rasp_stitch::loop
