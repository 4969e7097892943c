#pragma once

// What a run tells people.
//
//     phase_text: 1 wake         23 of 78 tasks solved, 23 new; 512.3 nats; 0 abstractions; 2 min
//     30 s progress_text: iteration 1, wake: 12 of 78 tasks found, group 3 of 9, ...

#include "integration/loop/loop_state.hpp"
#include "integration/loop/phase_control.hpp"
#include "integration/loop/phase_record.hpp"
#include "integration/loop/run.hpp"

#include <string>

namespace rasp_stitch::loop {

std::string phase_text(const PhaseRecord& record);

std::string progress_text(const PhaseProgress& progress, double seconds);

// Tasks solved by iteration, the library, and the tasks that are not solved.
std::string summary_text(const Run& run, const LoopState& state);

} // namespace rasp_stitch::loop
