#pragma once

// Ctrl-C and SIGTERM for a program that waits for other processes, without a thread: a process that
// forks must have only one, or its copy can find locks that nobody will open (so nothing here uses
// support/cli/interruption.hpp).
//
//     StopSignals signals;
//     signals.await(child);            // kills the child and its group where a signal comes
//     if (signals.requested()) { ... finish with what there is ... }
//
// SIGINT and SIGTERM are blocked while the object lives. A SIGINT that was set to be ignored when
// the program started stays ignored. One object at a time.

#include <csignal>

#include <sys/types.h>

namespace rasp_stitch::benchmarks {

class StopSignals {
public:
    StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals(StopSignals&&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;
    StopSignals& operator=(StopSignals&&) = delete;
    ~StopSignals();

    // Returns when the child has ended, and leaves it to be waited for. The child leads a group.
    void await(pid_t child);

    bool requested();

private:
    sigset_t stops_ = {};
    sigset_t awaited_ = {}; // and the end of a child
    sigset_t previous_mask_ = {};
    bool requested_ = false;
};

} // namespace rasp_stitch::benchmarks
