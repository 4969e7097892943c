#pragma once

// Runs a piece of a test in a process of its own, if it would end or change the test program.
//
//     const ChildResult result = run_in_child([] { raise(SIGTERM); return 0; });
//     result.signal == SIGTERM;
//
// A child that hangs is killed by SIGALRM.

#include <functional>
#include <string>

namespace rasp_stitch {

struct ChildResult {
    int exit_code = -1;
    int signal = 0;     // that ended the child, or 0
    std::string output; // from standard output
    std::string errors; // from standard error
};

// Runs `body`, whose result is the exit code, and waits for the end.
ChildResult run_in_child(const std::function<int()>& body);

} // namespace rasp_stitch
