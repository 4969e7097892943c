#pragma once

// Says of each training task's best program whether it is sure (enumerator/evidence/verdict.hpp).
//
//     const auto verdicts = judge_frontiers(run, state);
//     verdicts[3]->sure // whether tasks[3] is likely to be solved by what was meant
//
// A verdict depends on the task, the frontier and the names of the language, and not on its weights
// or abstractions.

#include "enumerator/evidence/verdict.hpp"
#include "integration/run/loop_state.hpp"
#include "integration/run/run.hpp"

#include <optional>
#include <vector>

namespace rasp_stitch::loop {

// By training task; nullopt if it is not solved. A task takes some milliseconds.
std::vector<std::optional<enumerator::Verdict>>
judge_frontiers(const Run& run, const LoopState& state,
                const enumerator::JudgeOptions& options = {});

} // namespace rasp_stitch::loop
