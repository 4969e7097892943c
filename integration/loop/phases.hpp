#pragma once

// The phases, each a function of the state before it.
//
//     if (const std::optional<LoopState> after = run_phase(run, state, recognizer, control)) {
//         after->records.back() // what the phase did
//     } // otherwise a stop was requested, and the state before the phase still holds

#include "integration/loop/phase_control.hpp"
#include "integration/loop/recognizer.hpp"
#include "integration/run/loop_state.hpp"
#include "integration/run/run.hpp"

#include <optional>

namespace rasp_stitch::loop {

// Runs the next phase. The recognizer may be null if the settings want none. Returns nullopt if a
// stop was requested.
std::optional<LoopState> run_phase(const Run& run, const LoopState& state, Recognizer* recognizer,
                                   const PhaseControl& control);

// The parts of run_phase. They change the state and its last record, which names the iteration and
// the phase. If a stop is requested, the state is left half changed.
void wake(const Run& run, LoopState& state, const PhaseControl& control);
void dream(const Run& run, LoopState& state, Recognizer& recognizer, const PhaseControl& control);
void recognize(const Run& run, LoopState& state, Recognizer& recognizer,
               const PhaseControl& control);
void abstract(const Run& run, LoopState& state, const PhaseControl& control);
void test(const Run& run, LoopState& state, Recognizer* recognizer, const PhaseControl& control);

} // namespace rasp_stitch::loop
