#include "integration/loop/loop.hpp"

#include "integration/loop/phases.hpp"

#include <limits>
#include <optional>
#include <utility>

namespace rasp_stitch::loop {

double seconds_of(const LoopState& state) {
    double seconds = 0;
    for (const PhaseRecord& record : state.records) {
        seconds += record.seconds;
    }
    return seconds;
}

LoopState run_loop(const Run& run, LoopState state, Recognizer* recognizer,
                   const LoopControl& control) {
    while (!is_done(run, state) && !control.stop.stop_requested()) {
        const double left =
            run.settings.time.value_or(std::numeric_limits<double>::infinity()) - seconds_of(state);
        if (left <= 0) {
            break;
        }
        PhaseControl phase; // g++ 12 warns of a stop token in nested braces
        phase.threads = control.threads;
        phase.team =
            control.near_team != nullptr && is_near_phase(run.settings, state.next, state.iteration)
                ? control.near_team
                : control.team;
        phase.budget.seconds = left;
        phase.budget.stop = control.stop;
        phase.on_progress = control.on_progress;
        std::optional<LoopState> after = run_phase(run, state, recognizer, phase);
        if (!after) {
            break;
        }
        state = *std::move(after);
        if (control.after_phase) {
            control.after_phase(state);
        }
    }
    return state;
}

} // namespace rasp_stitch::loop
