#pragma once

// The run that rasp-dream works on: a new one, or one that is resumed.
//
//     const OpenRun open = open_run(options); // reports whatever may be wrong with the input
//     run_loop(open.run, open.state, ...)

#include "enumerator/solve/search_team.hpp"
#include "integration/loop/recognizer.hpp"
#include "integration/program/dream/dream_options.hpp"
#include "integration/run/loop_state.hpp"
#include "integration/run/run.hpp"
#include "integration/run_folder/run_folder.hpp"

#include <memory>

namespace rasp_stitch::loop {

struct OpenRun {
    RunLock lock; // held while there is work on the run
    RunFolder folder;
    Run run;
    LoopState state;
    std::unique_ptr<Recognizer> recognizer;            // null if the settings want none
    std::unique_ptr<enumerator::SearchTeam> near_team; // null for other kinds of search
};

// Makes the run's folder, or opens it, and writes the run's settings there. Throws InputError if
// the options are not valid, before anything is written.
OpenRun open_run(const RaspDreamOptions& options);

} // namespace rasp_stitch::loop
