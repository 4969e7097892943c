#pragma once

// Ctrl-C, SIGTERM, SIGHUP, a time limit and a memory limit, turned into one stop token.
//
//     Interruption interruption; // first thing in main, before any thread
//     interruption.set_time_limit(60);
//     const Result result = search(corpus, interruption.token());
//     if (interruption.cause() == StopReason::time) {
//         ... // say that the search was cut short
//     }
//     return interruption.exit_code();
//
// The first signal, the end of the time, or memory beyond the limit requests the stop; the program
// goes on and is expected to finish with what it has. A second signal ends the program at once with
// exit code 130.
//
// SIGINT, SIGTERM and SIGHUP (the terminal or the connection has gone) are blocked in the thread
// that constructs the object and in all threads that it starts from then on, and are received by a
// thread of the object; older threads pass them on to it. A SIGINT that was ignored when the program
// started (a background job of a script) stays ignored, and so does a SIGHUP (nohup). There can be
// only one object at a time.

#include "support/budget/budget.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace rasp_stitch {

class Interruption {
public:
    Interruption();
    Interruption(const Interruption&) = delete;
    Interruption(Interruption&&) = delete;
    Interruption& operator=(const Interruption&) = delete;
    Interruption& operator=(Interruption&&) = delete;
    ~Interruption();

    // While an object of this class exists, a first signal ends the program at once, too, as does
    // one that came before: for a program that waits and has nothing yet to finish with. See
    // support/cli/interruptible_input.hpp.
    class Waiting {
    public:
        explicit Waiting(Interruption& interruption);
        Waiting(const Waiting&) = delete;
        Waiting& operator=(const Waiting&) = delete;
        ~Waiting() { interruption_.is_waiting_ = false; }

    private:
        Interruption& interruption_;
    };

    // Limits the time, counted from now. Replaces an earlier limit. A limit of zero or less stops
    // at once.
    void set_time_limit(double seconds);

    // Limits the resident memory (support/cli/resident_memory.hpp), which is checked at once and
    // then every few milliseconds. Replaces an earlier limit. A limit that is already exceeded
    // stops at once. If the system does not report the memory, there is no limit.
    void set_memory_limit(std::uint64_t bytes);

    std::stop_token token() const { return source_.get_token(); }

    // Returns why the stop was requested: the cause that came first.
    StopReason cause() const { return cause_.load(); }

    // Returns the exit code of a program that finished with what it had: exit_interrupted after a
    // signal, exit_done otherwise (support/cli/program.hpp).
    int exit_code() const;

private:
    using Clock = std::chrono::steady_clock;

    void watch();
    std::optional<Clock::duration> time_left();
    Clock::duration longest_wait();
    void check_memory();
    void stop(StopReason cause);
    void wake();

    std::stop_source source_;
    std::atomic<StopReason> cause_ = StopReason::none;
    std::atomic<bool> closing_ = false;
    std::atomic<bool> is_waiting_ = false;
    std::mutex mutex_;
    std::optional<Clock::time_point> deadline_; // guarded by the mutex
    std::optional<std::uint64_t> memory_limit_; // guarded by the mutex
    sigset_t awaited_ = {};
    sigset_t previous_mask_ = {};
    std::array<struct sigaction, 3> previous_actions_ = {}; // of SIGINT, SIGTERM and SIGHUP
    std::thread thread_; // last, so that it sees the rest complete
};

} // namespace rasp_stitch
