#pragma once

// The run that rasp-dream works on: a new one, or one that goes on.
//
//     const OpenRun open = open_run(options); // everything that can be wrong is told here
//     run_loop(open.run, open.state, ...)

#include "integration/loop/loop_state.hpp"
#include "integration/loop/recognizer.hpp"
#include "integration/loop/run.hpp"
#include "integration/program/dream_options.hpp"
#include "integration/run_folder/run_folder.hpp"

#include <memory>

namespace rasp_stitch::loop {

struct OpenRun {
    RunLock lock; // for as long as there is work on it
    RunFolder folder;
    Run run;
    LoopState state;
    std::unique_ptr<Recognizer> recognizer; // null where the settings want none
};

// When it returns, the folder is there with the run's settings. InputError for whatever does not
// make sense, before anything is written.
OpenRun open_run(const DreamOptions& options);

} // namespace rasp_stitch::loop
