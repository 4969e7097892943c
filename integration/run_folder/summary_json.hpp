#pragma once

// What rasp-dream reports of a run, as JSON:
//
//     {"tasks": 78, "held_out": 0, "solved": 31, "seconds": 60.2,
//      "sure": ["reverse", ...], "unsure": [...], "not_solved": [...],
//      "library": [...],    // as in library.json (run_files.hpp)
//      "records": [...]}    // of the phases, as in statistics.json
//
// Each list of names is in the order of the tasks.

#include "integration/run/loop_state.hpp"
#include "integration/run/run.hpp"

#include <nlohmann/json_fwd.hpp>

namespace rasp_stitch::loop {

nlohmann::ordered_json summary_json(const Run& run, const LoopState& state);

} // namespace rasp_stitch::loop
