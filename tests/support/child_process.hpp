#pragma once

// Runs a piece of a test in a process of its own, for what would end or change the test program.
//
//     const ChildResult result = run_in_child([] { raise(SIGTERM); return 0; });
//     result.signal == SIGTERM;
//
// The child is killed by SIGALRM should it hang.

#include <functional>
#include <string>

namespace rasp_stitch {

struct ChildResult {
    int exit_code = -1;
    int signal = 0;     // that ended it, or 0
    std::string output; // what it wrote on standard output
    std::string errors; // ... and on standard error
};

ChildResult run_in_child(const std::function<int()>& body);

} // namespace rasp_stitch
