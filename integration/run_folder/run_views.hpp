#pragma once

// What a page shows of the RASP of a run: what attends to what in the best program of each task, and
// the transformers that these programs and the abstractions compile to.
//
//     add_run_views(data, run, state, library_of(run, state));
//     data["tasks"][0]["run"], data["tasks"][0]["transformer"]   // as in rasp/report

#include "integration/run/loop_state.hpp"
#include "integration/run/run.hpp"
#include "integration/run_folder/readable_library.hpp"

#include <nlohmann/json_fwd.hpp>

#include <span>

namespace rasp_stitch::loop {

// Runs take at most half a megabyte together; then the rest of the tasks have none.
void add_run_views(nlohmann::ordered_json& data, const Run& run, const LoopState& state,
                   std::span<const LibraryEntry> library);

} // namespace rasp_stitch::loop
