#pragma once

// The exit codes of all programs, in one table: the programs return them, manual pages print them,
// and a test compares the table of docs/installing.md with them.
//
//     return exit_bad_input;
//     exit_codes().front().meaning  // "done, or stopped by a limit of time, memory or number"

#include <span>
#include <string_view>

namespace rasp_stitch {

enum ExitCode : int {
    exit_done = 0,
    exit_failing = 1,
    exit_bad_input = 2,     // InputError
    exit_internal = 70,     // any exception that is not expected
    exit_exhausted = 71,    // the memory, threads, or what the data structures can count
    exit_interrupted = 130, // the program's body decides
};

struct ExitCodeRow {
    ExitCode code = exit_done;
    std::string_view meaning = {};
};

std::span<const ExitCodeRow> exit_codes();

} // namespace rasp_stitch
