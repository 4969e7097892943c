#include "benchmarks/harness/stop_signals.hpp"

#include <cerrno>
#include <ctime>
#include <system_error>

#include <sys/wait.h>

namespace rasp_stitch::benchmarks {

namespace {

bool is_ignored(int signal) {
    struct sigaction action = {};
    return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

bool has_ended(pid_t child) {
    siginfo_t info = {};
    while (::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOWAIT | WNOHANG) != 0) {
        if (errno != EINTR) {
            throw std::system_error(errno, std::generic_category(),
                                    "a process cannot be waited for");
        }
    }
    return info.si_signo == SIGCHLD; // 0 while it runs
}

} // namespace

StopSignals::StopSignals() {
    sigemptyset(&stops_);
    sigaddset(&stops_, SIGTERM);
    if (!is_ignored(SIGINT)) {
        sigaddset(&stops_, SIGINT);
    }
    awaited_ = stops_;
    sigaddset(&awaited_, SIGCHLD);
    // If SIGCHLD were ignored, children would be reaped automatically.
    std::signal(SIGCHLD, SIG_DFL);
    pthread_sigmask(SIG_BLOCK, &awaited_, &previous_mask_);
}

StopSignals::~StopSignals() {
    pthread_sigmask(SIG_SETMASK, &previous_mask_, nullptr);
}

// The end of the child is a signal too. It stays pending if it comes after has_ended().
void StopSignals::await(pid_t child) {
    while (!has_ended(child)) {
        const int signal = sigwaitinfo(&awaited_, nullptr);
        if (signal == SIGINT || signal == SIGTERM) {
            requested_ = true;
            ::kill(-child, SIGKILL);
        }
    }
}

bool StopSignals::requested() {
    const timespec at_once = {};
    if (sigtimedwait(&stops_, nullptr, &at_once) > 0) {
        requested_ = true;
    }
    return requested_;
}

} // namespace rasp_stitch::benchmarks
