#pragma once

// Runs a function in a child process and measures its use of time and memory. The peak of memory is
// that of the function alone, and a crash or a lack of memory ends only the child.
//
//     StopSignals signals;
//     const ChildRun run =
//         run_measured("name", [] { std::puts("done"); return 0; }, {.stop = signals});
//     run.output == "done\n" && run.exit_code == 0
//     run.used.user_seconds, run.used.peak_bytes
//
// The child begins as a copy of this process, whose memory counts towards its peak: keep this
// process small and single-threaded (benchmarks/harness/stop_signals.hpp).

#include "benchmarks/harness/stop_signals.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace rasp_stitch::benchmarks {

struct ResourceUse {
    double user_seconds = 0; // outside the kernel, summed over threads and processes
    double wall_seconds = 0;
    std::int64_t peak_bytes = 0;
    std::optional<std::int64_t> instructions; // if requested and available
};

struct ChildRun {
    int exit_code = -1;
    int signal = 0; // that ended the child, or 0
    ResourceUse used;
    std::string output; // of standard output and standard error together

    bool is_done() const { return signal == 0 && exit_code == 0; }
};

struct Measuring {
    StopSignals& stop; // kills the child
    bool instructions = false;
};

// Calls `body`, which returns the exit code, in a child process. Exceptions become messages that
// begin with the name, and exit codes, as in run_program (support/cli/program.hpp).
ChildRun run_measured(std::string_view name, const std::function<int()>& body,
                      const Measuring& measuring);

// Runs a command line with /bin/sh in the same way.
ChildRun run_command_measured(const std::string& command, const Measuring& measuring);

// Returns, for instance, "failed (exit 101)" or "killed (Segmentation fault)".
std::string describe_failure(const ChildRun& run);

} // namespace rasp_stitch::benchmarks
