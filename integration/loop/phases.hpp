#pragma once

// The phases, each a function of the state before it.
//
//     if (const std::optional<LoopState> after = run_phase(run, state, recognizer, control)) {
//         after->records.back() // what the phase did
//     } // otherwise a stop was requested, and the state before the phase still holds
//
// A phase that is stopped keeps what it has found: wake and recognition the programs, dreaming the
// network as far as it is trained. The same phase then comes again, in the time that is left of it.
// Abstraction takes too little time, and the test teaches nothing, so these begin anew.
//
// Where programs are the only limit of a search, the phase begins again from the frontiers that it
// had at first, and with all its programs. It then finds what it would have found without the
// interruption, and that takes the place of what was found before. Both together would be more: a
// search tells of so many programs for a task, of which some may be equal, and the places of these
// would go to programs that a longer search has dropped for better ones.

#include "integration/loop/phase_control.hpp"
#include "integration/loop/recognizer.hpp"
#include "integration/run/loop_state.hpp"
#include "integration/run/run.hpp"

#include <cstdint>
#include <optional>

namespace rasp_stitch::loop {

// Runs the next phase. The recognizer may be null if the settings want none. Returns nullopt if a
// stop was requested and the phase keeps nothing. If it keeps something, its record says that it was
// interrupted.
std::optional<LoopState> run_phase(const Run& run, const LoopState& state, Recognizer* recognizer,
                                   const PhaseControl& control);

// What the phase that comes next has used up already, before it was interrupted.
struct PhaseSpent {
    double seconds = 0;
    std::uint64_t steps = 0; // of training
};

PhaseSpent spent_before(const LoopState& state);

// The parts of run_phase. They change the state and its last record, which names the iteration and
// the phase. If a stop is requested, wake, dream and recognize end early, and abstract and test leave
// the state half changed.
void wake(const Run& run, LoopState& state, const PhaseControl& control);
void dream(const Run& run, LoopState& state, Recognizer& recognizer, const PhaseControl& control);
void recognize(const Run& run, LoopState& state, Recognizer& recognizer,
               const PhaseControl& control);
void abstract(const Run& run, LoopState& state, const PhaseControl& control);
void test(const Run& run, LoopState& state, Recognizer* recognizer, const PhaseControl& control);

} // namespace rasp_stitch::loop
