#include "support/cli/interruption.hpp"

#include "support/cli/resident_memory.hpp"
#include "tests/support/child_process.hpp"

#include <catch2/catch.hpp>

#include <condition_variable>
#include <csignal>
#include <cstdint>
#include <limits>
#include <mutex>
#include <thread>
#include <vector>

#include <pthread.h>
#include <unistd.h>

using namespace rasp_stitch;
namespace {

// The child process is killed should the stop never come.
void wait_for_stop(const Interruption& interruption) {
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock lock(mutex);
    stopped.wait(lock, interruption.token(), [] { return false; });
}

int code_of(StopReason cause) {
    return 10 + static_cast<int>(cause);
}

void send_to_self(int signal) {
    ::kill(::getpid(), signal);
}

} // namespace

TEST_CASE("Without signal and limit there is no stop") {
    const ChildResult result = run_in_child([] {
        Interruption interruption;
        interruption.set_time_limit(1e300);
        interruption.set_time_limit(std::numeric_limits<double>::infinity());
        return interruption.token().stop_requested() ? 1 : code_of(interruption.cause());
    });
    CHECK(result.exit_code == code_of(StopReason::none));
}

TEST_CASE("The first signal requests the stop and the program goes on") {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        const ChildResult result = run_in_child([&] {
            Interruption interruption;
            send_to_self(signal);
            wait_for_stop(interruption);
            return code_of(interruption.cause());
        });
        CHECK(result.exit_code == code_of(StopReason::interrupted));
    }
}

TEST_CASE("A signal that a thread gets which was there before is taken all the same") {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        const ChildResult result = run_in_child([&] {
            std::thread early([] {
                while (true) {
                    ::pause();
                }
            });
            const Interruption interruption;
            ::pthread_kill(early.native_handle(), signal);
            wait_for_stop(interruption);
            ::_exit(code_of(interruption.cause())); // the thread never ends
            return 0;
        });
        CHECK(result.exit_code == code_of(StopReason::interrupted));
    }
}

TEST_CASE("A signal is taken while other threads work") {
    const ChildResult result = run_in_child([] {
        Interruption interruption;
        std::jthread worker([&] { wait_for_stop(interruption); });
        send_to_self(SIGINT);
        worker.join();
        return code_of(interruption.cause());
    });
    CHECK(result.exit_code == code_of(StopReason::interrupted));
}

TEST_CASE("A second signal ends the program at once") {
    const ChildResult result = run_in_child([] {
        Interruption interruption;
        send_to_self(SIGINT);
        wait_for_stop(interruption);
        send_to_self(SIGTERM);
        while (true) {
            ::pause();
        }
        return 1;
    });
    CHECK(result.exit_code == 130);
}

TEST_CASE("The end of the time requests the stop") {
    const ChildResult result = run_in_child([] {
        Interruption interruption;
        interruption.set_time_limit(0.02);
        wait_for_stop(interruption);
        return code_of(interruption.cause());
    });
    CHECK(result.exit_code == code_of(StopReason::time));
}

TEST_CASE("A time limit of nothing is over at once") {
    const ChildResult result = run_in_child([] {
        Interruption interruption;
        interruption.set_time_limit(0);
        return interruption.token().stop_requested() ? code_of(interruption.cause()) : 1;
    });
    CHECK(result.exit_code == code_of(StopReason::time));
}

TEST_CASE("Memory beyond the limit requests the stop") {
    const ChildResult result = run_in_child([] {
        Interruption interruption;
        interruption.set_memory_limit(resident_memory().value_or(0) + (32U << 20U));
        if (interruption.token().stop_requested()) {
            return 1;
        }
        const std::vector<char> memory(128U << 20U, 'x');
        wait_for_stop(interruption);
        return memory.back() == 'x' ? code_of(interruption.cause()) : 1;
    });
    CHECK(result.exit_code == code_of(StopReason::memory));
}

TEST_CASE("A memory limit that is passed already is over at once") {
    const ChildResult result = run_in_child([] {
        Interruption interruption;
        interruption.set_memory_limit(1);
        return interruption.token().stop_requested() ? code_of(interruption.cause()) : 1;
    });
    CHECK(result.exit_code == code_of(StopReason::memory));
}

TEST_CASE("Signals and the time are still watched while the memory is") {
    const ChildResult by_signal = run_in_child([] {
        Interruption interruption;
        interruption.set_memory_limit(UINT64_MAX);
        send_to_self(SIGINT);
        wait_for_stop(interruption);
        return code_of(interruption.cause());
    });
    CHECK(by_signal.exit_code == code_of(StopReason::interrupted));
    const ChildResult by_time = run_in_child([] {
        Interruption interruption;
        interruption.set_memory_limit(UINT64_MAX);
        interruption.set_time_limit(0.05);
        wait_for_stop(interruption);
        return code_of(interruption.cause());
    });
    CHECK(by_time.exit_code == code_of(StopReason::time));
}

TEST_CASE("What came first stays the cause") {
    const ChildResult result = run_in_child([] {
        Interruption interruption;
        send_to_self(SIGINT);
        wait_for_stop(interruption);
        interruption.set_time_limit(0);
        return code_of(interruption.cause());
    });
    CHECK(result.exit_code == code_of(StopReason::interrupted));
}

TEST_CASE("Signals do again what they did before, once the object is gone") {
    const ChildResult result = run_in_child([] {
        for (int i = 0; i < 100; ++i) {
            const Interruption interruption;
        }
        send_to_self(SIGTERM);
        return 1;
    });
    CHECK(result.signal == SIGTERM);
}

TEST_CASE("An interrupt that was ignored stays ignored") {
    const ChildResult result = run_in_child([] {
        std::signal(SIGINT, SIG_IGN);
        Interruption interruption;
        send_to_self(SIGINT);
        send_to_self(SIGTERM);
        wait_for_stop(interruption);
        // Had the interrupt counted, the other signal would have been the second.
        return code_of(interruption.cause());
    });
    CHECK(result.exit_code == code_of(StopReason::interrupted));
}

TEST_CASE("While a program waits, a first signal ends it at once, and so does an earlier one") {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        const ChildResult during = run_in_child([&] {
            Interruption interruption;
            const Interruption::Waiting waiting(interruption);
            send_to_self(signal);
            while (true) {
                ::pause();
            }
            return 1;
        });
        CHECK(during.exit_code == 130);
        const ChildResult before = run_in_child([&] {
            Interruption interruption;
            send_to_self(signal);
            wait_for_stop(interruption);
            const Interruption::Waiting waiting(interruption);
            return 1;
        });
        CHECK(before.exit_code == 130);
    }
    const ChildResult after = run_in_child([] {
        Interruption interruption;
        { const Interruption::Waiting waiting(interruption); }
        send_to_self(SIGINT);
        wait_for_stop(interruption);
        return code_of(interruption.cause());
    });
    CHECK(after.exit_code == code_of(StopReason::interrupted));
}
