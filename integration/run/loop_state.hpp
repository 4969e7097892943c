#pragma once

// All that a run knows between two phases. A phase is a function of this and of the run alone, so a
// run that was interrupted goes on from it as if it had not been.
//
//     LoopState state = first_state(run);
//     state = *run_phase(run, state, recognizer, control); // integration/loop/phases.hpp
//     recognition::unigram(state.language).productions     // with the abstractions learnt so far
//
// The state is a value. integration/run_folder/state_text.hpp writes it as text and reads it again.

#include "enumerator/grammar/frontier.hpp"
#include "enumerator/grammar/language.hpp"
#include "integration/run/phase.hpp"
#include "integration/run/phase_record.hpp"
#include "integration/run/run.hpp"
#include "recognition/lessons/model.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rasp_stitch::loop {

struct LearntProduction {
    std::string expression;      // "#(lambda ...)"
    std::uint64_t iteration = 0; // in which it was learnt, from 1

    bool operator==(const LearntProduction&) const = default;
};

// A trained network as data. Its language is older than the state's if an abstraction phase came
// after its training.
struct LearntModel {
    recognition::Model model;
    enumerator::Language language; // that it was trained for, without programs
};

struct LoopState {
    std::uint64_t iteration = 1; // of the next phase
    Phase next = Phase::wake;

    enumerator::Language language;         // its unigram grammar has the literals of all tasks
    std::vector<LearntProduction> library; // in the order in which they were learnt

    // By training task. The terms are those of `language`, the log priors those in the task's own
    // part of it (integration/loop/task_language.hpp).
    std::vector<enumerator::Frontier> frontiers;

    // Likewise, as they were when the phase that comes next began for the first time. Empty unless
    // that phase was interrupted and begins again from these (integration/loop/phases.hpp).
    std::vector<enumerator::Frontier> before_interruption;

    std::optional<LearntModel> model;

    std::vector<PhaseRecord> records; // of all phases that have ended
};

// Returns the state before the first phase. Its grammar gives each production that is not a literal
// the same weight as the literals of each kind have together. Throws InputError if the settings
// name no primitive or an unknown one.
LoopState first_state(const Run& run);

bool is_done(const Run& run, const LoopState& state);

} // namespace rasp_stitch::loop
