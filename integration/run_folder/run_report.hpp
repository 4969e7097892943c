#pragma once

// A run of the loop as the data of a page (support/report/page.hpp), which rasp-dream writes to
// RUN/report.html after every phase.
//
//     write_output(path, report_page(run_report(run, state, {.title = "run", .version = "1.0"})));
//
// The data have the summary, the records of the phases, the library with the places of a graph, and
// every task with its programs, or with how deep the search for it got.

#include "integration/run/loop_state.hpp"
#include "integration/run/run.hpp"
#include "support/json/json_forward.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

namespace rasp_stitch::loop {

struct RunReportOptions {
    std::string title = {};        // such as the name of the folder
    std::string_view version = {}; // of the program
    std::string command = {};      // that goes on with the run
    const Json* tasks = nullptr;   // the file of tasks, which may have programs to compare with
};

nlohmann::ordered_json run_report(const Run& run, const LoopState& state,
                                  const RunReportOptions& options);

} // namespace rasp_stitch::loop
