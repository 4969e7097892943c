#pragma once

// All that a run knows between two phases. A phase is a function of it and of the run alone, so a
// run that was interrupted goes on from it as if nothing had happened.
//
//     LoopState state = first_state(run);
//     const std::string text = state_text(state);
//     read_state(run, text) // the same state
//
// Values as text: each phase reads them into stores of its own, and nothing that it leaves there
// can be seen by the next.

#include "integration/loop/phase.hpp"
#include "integration/loop/phase_record.hpp"
#include "integration/loop/run.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::loop {

struct LearntName {
    std::string expression;      // "#(lambda ...)"
    std::uint64_t iteration = 0; // from 1

    bool operator==(const LearntName&) const = default;
};

struct LoopState {
    std::string run;             // which it belongs to: run_key
    std::uint64_t iteration = 1; // of the phase that comes next
    Phase next = Phase::wake;

    std::string grammar; // enumerator/grammar/grammar_json.hpp; has the literals of all tasks
    std::vector<LearntName> library;                 // in the order in which they were learnt
    std::vector<std::vector<std::string>> frontiers; // of training tasks: programs, best first

    std::string model;         // the network as text, empty before the first training
    std::string model_grammar; // the grammar for which it was trained

    std::vector<PhaseRecord> records; // of all phases that have ended
};

// The same for runs with the same tasks and settings, apart from those that may change.
std::string run_key(const Run& run);

// The grammar has equal weights: for each production that is no literal, and for the literals of
// each type together. InputError as of enumerator::Languages.
LoopState first_state(const Run& run);

bool is_done(const Run& run, const LoopState& state);

// In one line, JSON.
std::string state_text(const LoopState& state);

// InputError where it is no state of this run.
LoopState read_state(const Run& run, std::string_view text);

} // namespace rasp_stitch::loop
