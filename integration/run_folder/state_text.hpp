#pragma once

// The state of a run as text, for the disk.
//
//     const std::string text = state_text(run, state);
//     read_state(run, text) // the same state
//
// The text has the grammar as enumerator/grammar/grammar_json.hpp writes it, the programs of each
// training task, and the model as recognition/lessons/model.hpp writes it.

#include "integration/run/loop_state.hpp"
#include "integration/run/run.hpp"

#include <string>
#include <string_view>

namespace rasp_stitch::loop {

// Returns a digest of the tasks and of the settings that may not change during a run.
std::string run_key(const Run& run);

// Returns a JSON object on one line.
std::string state_text(const Run& run, const LoopState& state);

// Throws InputError with the place if the text is not a state of this run.
LoopState read_state(const Run& run, std::string_view text);

} // namespace rasp_stitch::loop
