#pragma once

// Handles Ctrl-C and SIGTERM in a program that waits for child processes. It uses no thread, unlike
// support/cli/interruption.hpp: a process that forks must have only one, or its copy may find locks
// that are never released.
//
//     StopSignals signals;
//     signals.await(child); // on a signal, kills the child and its group
//     if (signals.requested()) { ... finish with the results so far ... }
//
// SIGINT and SIGTERM are blocked during the lifetime of the object. If SIGINT was ignored when the
// program started, it stays ignored. Only one object may exist at a time.

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

    // Returns when the child, which must lead a process group, has ended. Does not reap it.
    void await(pid_t child);

    bool requested();

private:
    sigset_t stops_ = {};
    sigset_t awaited_ = {}; // stops_ and SIGCHLD
    sigset_t previous_mask_ = {};
    bool requested_ = false;
};

} // namespace rasp_stitch::benchmarks
