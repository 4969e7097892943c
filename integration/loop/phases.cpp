#include "integration/loop/phases.hpp"

#include "integration/loop/ranked_programs.hpp"
#include "support/budget/deadline.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace rasp_stitch::loop {

namespace {

void run_next(const Run& run, LoopState& state, Recognizer* recognizer,
              const PhaseControl& control) {
    switch (state.next) {
    case Phase::wake:
        return wake(run, state, control);
    case Phase::dreaming:
        return dream(run, state, *recognizer, control);
    case Phase::recognition:
        return recognize(run, state, *recognizer, control);
    case Phase::abstraction:
        return abstract(run, state, control);
    case Phase::test:
        return test(run, state, recognizer, control);
    }
}

// What is the same for all phases: how the tasks of training stand.
void complete(const Run& run, const LoopState& before, const LoopState& after,
              PhaseRecord& record) {
    record.library = after.library.size();
    const OpenLanguage language = open_language(after.grammar);
    for (std::size_t i = 0; i < run.training.size(); ++i) {
        const std::vector<std::string>& programs = after.frontiers[i];
        if (!programs.empty()) {
            record.description_length +=
                description_length(ranked(language, run.training[i], programs, programs.size()));
        }
        if (!programs.empty() && before.frontiers[i].empty()) {
            record.new_tasks.push_back(run.training[i].task.name);
        }
    }
    if (record.phase != Phase::test) {
        record.tasks = run.training.size();
        record.solved = static_cast<std::uint64_t>(std::ranges::count_if(
            after.frontiers, [](const auto& programs) { return !programs.empty(); }));
    }
}

} // namespace

std::optional<LoopState> run_phase(const Run& run, const LoopState& state, Recognizer* recognizer,
                                   const PhaseControl& control) {
    const auto start = std::chrono::steady_clock::now();
    LoopState after = state;
    after.records.push_back({.iteration = state.iteration, .phase = state.next});
    run_next(run, after, recognizer, control);
    if (control.stop.stop_requested()) {
        return std::nullopt;
    }
    PhaseRecord& record = after.records.back();
    complete(run, state, after, record);
    const std::optional<Phase> next = phase_after(state.next, run.settings);
    after.next = next.value_or(Phase::wake);
    after.iteration += next ? 0U : 1U;
    record.seconds = seconds_since(start);
    return after;
}

} // namespace rasp_stitch::loop
