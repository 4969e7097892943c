#include "integration/loop/phases.hpp"

#include "integration/loop/ranked_frontier.hpp"
#include "integration/run/compaction.hpp"
#include "support/budget/deadline.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <utility>

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

// Records what all phases record: how the training tasks stand.
void complete(const Run& run, const LoopState& before, const LoopState& after,
              PhaseRecord& record) {
    record.library = after.library.size();
    std::uint64_t solved = 0;
    for (std::size_t i = 0; i < run.training.size(); ++i) {
        if (after.frontiers[i].programs.empty()) {
            continue;
        }
        ++solved;
        record.description_length += description_length(after.frontiers[i]);
        if (before.frontiers[i].programs.empty()) {
            record.new_tasks.push_back(run.training[i].task.name);
        }
    }
    if (record.phase != Phase::test) {
        record.tasks = run.training.size();
        record.solved = solved;
    }
}

bool keeps_what_it_found(Phase phase) {
    return phase == Phase::wake || phase == Phase::dreaming || phase == Phase::recognition;
}

// Sets the phase that comes after this one.
void go_on(const Run& run, LoopState& state) {
    const std::optional<Phase> next = phase_after(state.next, run.settings);
    state.next = next.value_or(Phase::wake);
    state.iteration += next ? 0U : 1U;
}

} // namespace

PhaseSpent spent_before(const LoopState& state) {
    PhaseSpent spent;
    for (const PhaseRecord& record : state.records) {
        if (record.interrupted && record.iteration == state.iteration &&
            record.phase == state.next) {
            spent.seconds += record.seconds;
            spent.steps += record.training ? record.training->steps : 0;
        }
    }
    return spent;
}

std::optional<LoopState> run_phase(const Run& run, const LoopState& state, Recognizer* recognizer,
                                   const PhaseControl& control) {
    const auto start = std::chrono::steady_clock::now();
    LoopState after = state;
    after.records.push_back({.iteration = state.iteration, .phase = state.next});
    run_next(run, after, recognizer, control);
    PhaseRecord& record = after.records.back();
    record.interrupted = control.budget.stop.stop_requested();
    if (record.interrupted && !keeps_what_it_found(state.next)) {
        return std::nullopt;
    }
    complete(run, state, after, record);
    if (!record.interrupted) {
        go_on(run, after);
    }
    after = compacted(std::move(after));
    after.records.back().seconds = seconds_since(start);
    return after;
}

} // namespace rasp_stitch::loop
