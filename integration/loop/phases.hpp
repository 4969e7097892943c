#pragma once

// The phases, each a function of the state before it.
//
//     if (const std::optional<LoopState> after = run_phase(run, state, recognizer, control)) {
//         after->records.back() // what it did
//     } // else a stop was requested, and nothing of the phase is left

#include "integration/loop/loop_state.hpp"
#include "integration/loop/phase_control.hpp"
#include "integration/loop/recognizer.hpp"
#include "integration/loop/run.hpp"

#include <optional>

namespace rasp_stitch::loop {

// The phase that is next. The recognizer can be null if the settings want none.
std::optional<LoopState> run_phase(const Run& run, const LoopState& state, Recognizer* recognizer,
                                   const PhaseControl& control);

// What run_phase is made of. They write into the state and its last record, which has the number
// of the iteration and the phase; what is left of a phase that was stopped is of no use.
void wake(const Run& run, LoopState& state, const PhaseControl& control);
void dream(const Run& run, LoopState& state, Recognizer& recognizer, const PhaseControl& control);
void recognize(const Run& run, LoopState& state, Recognizer& recognizer,
               const PhaseControl& control);
void abstract(const Run& run, LoopState& state, const PhaseControl& control);
void test(const Run& run, LoopState& state, Recognizer* recognizer, const PhaseControl& control);

} // namespace rasp_stitch::loop
