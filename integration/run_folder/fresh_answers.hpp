#pragma once

// Whether the programs that a run has found do what was meant beyond the examples. A file of tasks
// may have a program for a task, such as those of corpora/rasp.json; the loop does not see it.
//
//     const auto right = fresh_answers(run, state, description.tasks);
//     right[3]   // true: tasks[3] is solved, and its best program gives what its own program gives

#include "integration/run/loop_state.hpp"
#include "integration/run/run.hpp"
#include "support/json/json_forward.hpp"

#include <optional>
#include <vector>

namespace rasp_stitch::loop {

// By training task; nullopt if it is not solved or the file has no program for it. The same inputs
// are drawn each time, from those that resemble the inputs of the examples (rasp::InputSampler), and
// inputs on which the task's own program fails do not count.
std::vector<std::optional<bool>> fresh_answers(const Run& run, const LoopState& state,
                                               const Json& tasks);

} // namespace rasp_stitch::loop
