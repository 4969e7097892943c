#pragma once

// Runs something in a process of its own and measures what it takes. So the peak of memory is that
// of this run alone, and a crash or the end of memory ends nothing else.
//
//     StopSignals signals;
//     const ChildRun run =
//         run_measured("name", [] { std::puts("done"); return 0; }, {.stop = signals});
//     run.output == "done\n" && run.exit_code == 0
//     run.used.user_seconds, run.used.peak_bytes
//
// The child begins as a copy of this process, and so does its peak of memory: keep this process
// small, and without threads (benchmarks/harness/stop_signals.hpp).

#include "benchmarks/harness/stop_signals.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace rasp_stitch::benchmarks {

struct ResourceUse {
    double user_seconds = 0; // of all threads and processes together, outside the kernel
    double wall_seconds = 0; // from start to end
    std::int64_t peak_bytes = 0;
    std::optional<std::int64_t> instructions; // where asked for, and where they can be counted
};

struct ChildRun {
    int exit_code = -1;
    int signal = 0; // that ended it, or 0
    ResourceUse used;
    std::string output; // what it wrote on standard output and standard error

    bool is_done() const { return signal == 0 && exit_code == 0; }
};

struct Measuring {
    StopSignals& stop; // kills the child
    bool instructions = false;
};

// The body gives the exit code. Exceptions that leave it become messages, which begin with the
// name, and exit codes, as in run_program (support/cli/program.hpp).
ChildRun run_measured(std::string_view name, const std::function<int()>& body,
                      const Measuring& measuring);

// The same for a command line of /bin/sh.
ChildRun run_command_measured(const std::string& command, const Measuring& measuring);

// "failed (exit 101)", "killed (Segmentation fault)"
std::string describe_failure(const ChildRun& run);

} // namespace rasp_stitch::benchmarks
