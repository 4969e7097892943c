#pragma once

// What rasp-dream reports of a run to people.
//
//     phase_text     1 wake         23 of 78 tasks solved, 23 new; 512.3 nats; ...
//     progress_text  iteration 1, wake: programs for 12 of 78 tasks, search 3 of 9, ...

#include "integration/loop/phase_control.hpp"
#include "integration/run/loop_state.hpp"
#include "integration/run/phase_record.hpp"
#include "integration/run/run.hpp"

#include <string>

namespace rasp_stitch::loop {

std::string phase_text(const PhaseRecord& record);

std::string progress_text(const PhaseProgress& progress, double seconds);

// Returns how many tasks were solved by iteration and how many solutions are sure, the library, and
// the tasks that are not solved.
std::string summary_text(const Run& run, const LoopState& state);

} // namespace rasp_stitch::loop
