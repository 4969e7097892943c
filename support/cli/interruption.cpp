#include "support/cli/interruption.hpp"

#include "support/cli/program.hpp"
#include "support/cli/resident_memory.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <ctime>

#include <pthread.h>
#include <ucontext.h>
#include <unistd.h>

namespace rasp_stitch {

namespace {

constexpr std::array signals = {SIGINT, SIGTERM, SIGHUP};
constexpr auto memory_pause = std::chrono::milliseconds(20); // between two checks of the memory

bool is_ignored(int signal) {
    struct sigaction action = {};
    return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

bool is_memory_beyond(std::uint64_t bytes) {
    return resident_memory().value_or(0) > bytes;
}

// Runs in a thread that does not block the signal: one that was there before the object, such as
// libraries start when they are loaded. From now on it does, and the signal goes to whoever waits.
void hand_on(int signal, siginfo_t* info, void* context) {
    static_cast<void>(info);
    const int error = errno;
    sigaddset(&static_cast<ucontext_t*>(context)->uc_sigmask, signal);
    ::kill(getpid(), signal);
    errno = error;
}

timespec to_timespec(std::chrono::steady_clock::duration time) {
    const auto nanoseconds = std::chrono::duration_cast<std::chrono::nanoseconds>(time).count();
    constexpr auto per_second = 1'000'000'000;
    timespec result = {};
    result.tv_sec = nanoseconds / per_second;
    result.tv_nsec = nanoseconds % per_second;
    return result;
}

} // namespace

Interruption::Interruption() {
    sigemptyset(&awaited_);
    sigaddset(&awaited_, SIGTERM);
    for (const int signal : {SIGINT, SIGHUP}) {
        if (!is_ignored(signal)) {
            sigaddset(&awaited_, signal);
        }
    }
    pthread_sigmask(SIG_BLOCK, &awaited_, &previous_mask_);
    try {
        thread_ = std::thread([this] { watch(); });
    } catch (...) {
        pthread_sigmask(SIG_SETMASK, &previous_mask_, nullptr);
        throw;
    }
    struct sigaction action = {};
    action.sa_sigaction = hand_on;
    action.sa_flags = SA_SIGINFO | SA_RESTART;
    action.sa_mask = awaited_;
    for (std::size_t i = 0; i < signals.size(); ++i) {
        if (sigismember(&awaited_, signals[i]) == 1) {
            sigaction(signals[i], &action, &previous_actions_[i]);
        }
    }
}

Interruption::~Interruption() {
    closing_ = true;
    wake();
    thread_.join();
    for (std::size_t i = 0; i < signals.size(); ++i) {
        if (sigismember(&awaited_, signals[i]) == 1) {
            sigaction(signals[i], &previous_actions_[i], nullptr);
        }
    }
    pthread_sigmask(SIG_SETMASK, &previous_mask_, nullptr);
}

// The order of the two steps, here and in watch(), lets no signal fall between them.
Interruption::Waiting::Waiting(Interruption& interruption) : interruption_(interruption) {
    interruption_.is_waiting_ = true;
    if (interruption_.cause() == StopReason::interrupted) {
        _exit(exit_interrupted);
    }
}

void Interruption::set_time_limit(double seconds) {
    constexpr double longest = 1e9; // 30 years, which the clock can still count
    if (!(seconds > 0)) {
        stop(StopReason::time);
        return;
    }
    const std::chrono::duration<double> limit(std::min(seconds, longest));
    {
        const std::lock_guard lock(mutex_);
        deadline_ = Clock::now() + std::chrono::duration_cast<Clock::duration>(limit);
    }
    wake();
}

void Interruption::set_memory_limit(std::uint64_t bytes) {
    if (is_memory_beyond(bytes)) {
        stop(StopReason::memory);
        return;
    }
    {
        const std::lock_guard lock(mutex_);
        memory_limit_ = bytes;
    }
    wake();
}

void Interruption::watch() {
    bool had_signal = false;
    while (!closing_) {
        const std::optional<Clock::duration> left = time_left();
        if (left && *left <= Clock::duration::zero()) {
            stop(StopReason::time);
            const std::lock_guard lock(mutex_);
            deadline_.reset();
            continue;
        }
        check_memory();
        siginfo_t info = {};
        const timespec timeout =
            to_timespec(std::min(left.value_or(longest_wait()), longest_wait()));
        if (sigtimedwait(&awaited_, &info, &timeout) < 0) {
            continue;
        }
        const bool is_wake =
            info.si_code == SI_QUEUE && info.si_pid == getpid() && info.si_value.sival_ptr == this;
        if (is_wake) {
            continue;
        }
        if (had_signal) {
            _exit(exit_interrupted);
        }
        had_signal = true;
        stop(StopReason::interrupted);
        if (is_waiting_) {
            _exit(exit_interrupted);
        }
    }
}

std::optional<Interruption::Clock::duration> Interruption::time_left() {
    const std::lock_guard lock(mutex_);
    if (!deadline_) {
        return std::nullopt;
    }
    return *deadline_ - Clock::now();
}

Interruption::Clock::duration Interruption::longest_wait() {
    const std::lock_guard lock(mutex_);
    return memory_limit_ ? Clock::duration(memory_pause) : std::chrono::hours(1);
}

// Once is enough: the limit is gone when it was passed.
void Interruption::check_memory() {
    bool is_passed = false;
    {
        const std::lock_guard lock(mutex_);
        is_passed = memory_limit_ && is_memory_beyond(*memory_limit_);
        if (is_passed) {
            memory_limit_.reset();
        }
    }
    if (is_passed) {
        stop(StopReason::memory);
    }
}

void Interruption::stop(StopReason cause) {
    StopReason none = StopReason::none;
    cause_.compare_exchange_strong(none, cause);
    source_.request_stop();
}

// A signal to the waiting thread alone, marked as ours by its value, ends its wait.
void Interruption::wake() {
    sigval mark = {};
    mark.sival_ptr = this;
    pthread_sigqueue(thread_.native_handle(), SIGTERM, mark);
}

int Interruption::exit_code() const {
    return cause() == StopReason::interrupted ? exit_interrupted : exit_done;
}

} // namespace rasp_stitch
