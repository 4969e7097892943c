#include "integration/loop/phases.hpp"

#include "integration/loop/ranked_frontier.hpp"
#include "integration/run/compaction.hpp"
#include "integration/run/settings.hpp"
#include "support/budget/deadline.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

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

bool searches(Phase phase) {
    return phase == Phase::wake || phase == Phase::recognition;
}

// Returns whether nothing but programs has limited the searches of a phase.
bool is_limited_by_programs(const PhaseRecord& record) {
    return !record.interrupted &&
           std::ranges::all_of(record.searches, [](const SearchRecord& search) {
               return search.stopped == StopReason::none || search.stopped == StopReason::programs;
           });
}

void add_frontiers(const Run& run, const LoopState& earlier, LoopState& state) {
    const enumerator::Habits habits = habits_of(state.language, run.training, state.frontiers);
    for (std::size_t i = 0; i < run.training.size(); ++i) {
        std::vector<enumerator::FrontierProgram>& programs = state.frontiers[i].programs;
        const auto& others = earlier.frontiers[i].programs; // terms of the same store
        programs.insert(programs.end(), others.begin(), others.end());
        rank(state.language, run.training[i], habits, programs, run.settings.frontier);
    }
}

// Settles what becomes of the programs that the phase had found before it was interrupted, and of
// the frontiers that it began with.
void settle(const Run& run, const LoopState& before, LoopState& after) {
    const PhaseRecord& record = after.records.back();
    if (!before.before_interruption.empty() && !is_limited_by_programs(record)) {
        add_frontiers(run, before, after);
    }
    if (!record.interrupted) {
        after.before_interruption.clear();
    } else if (before.before_interruption.empty() && searches(before.next) &&
               std::isinf(search_seconds(run.settings))) {
        after.before_interruption = before.frontiers;
    }
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
    if (!state.before_interruption.empty()) {
        after.frontiers = state.before_interruption;
    }
    after.records.push_back({.iteration = state.iteration, .phase = state.next});
    run_next(run, after, recognizer, control);
    PhaseRecord& record = after.records.back();
    record.interrupted = control.budget.stop.stop_requested();
    if (record.interrupted && !keeps_what_it_found(state.next)) {
        return std::nullopt;
    }
    settle(run, state, after);
    complete(run, state, after, record);
    if (!record.interrupted) {
        go_on(run, after);
    }
    after = compacted(std::move(after));
    after.records.back().seconds = seconds_since(start);
    return after;
}

} // namespace rasp_stitch::loop
