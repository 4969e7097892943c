// Tests measuring in a child process. Times cannot be tested.

#include "benchmarks/harness/measured_child.hpp"
#include "support/text/input_error.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <cstddef>
#include <cstdio>
#include <new>
#include <string>
#include <vector>

#include <unistd.h>

using namespace rasp_stitch;
using namespace rasp_stitch::benchmarks;

TEST_CASE("The output and the end of a measured process are reported") {
    StopSignals signals;
    const ChildRun run = run_measured("name",
                                      [] {
                                          std::puts("output");
                                          std::fputs("errors\n", stderr);
                                          return 3;
                                      },
                                      {.stop = signals});
    CHECK(run.exit_code == 3);
    CHECK(run.signal == 0);
    CHECK_FALSE(run.is_done());
    CHECK(run.output.find("output\n") != std::string::npos);
    CHECK(run.output.find("errors\n") != std::string::npos);
    CHECK(describe_failure(run) == "failed (exit 3)");
}

TEST_CASE("The memory of a measured process is its own") {
    StopSignals signals;
    constexpr std::size_t size = 64'000'000;
    const auto fill = [] {
        std::vector<char> memory(size, 'x');
        volatile char* const kept = memory.data(); // so that it is not optimised away
        return kept[size - 1] == 'x' ? 0 : 1;
    };
    const ChildRun large = run_measured("name", fill, {.stop = signals});
    const ChildRun small = run_measured("name", [] { return 0; }, {.stop = signals});
    REQUIRE(large.is_done());
    REQUIRE(small.is_done());
    CHECK(large.used.peak_bytes > small.used.peak_bytes + static_cast<std::int64_t>(size / 2));
    CHECK(large.used.user_seconds >= 0);
}

TEST_CASE("A process that dies ends only itself") {
    StopSignals signals;
    const ChildRun run = run_measured("name",
                                      [] {
                                          ::raise(SIGKILL);
                                          return 0;
                                      },
                                      {.stop = signals});
    CHECK(run.signal == SIGKILL);
    CHECK(describe_failure(run) == "killed (Killed)");
}

TEST_CASE("Exceptions of a measured process become messages and exit codes") {
    StopSignals signals;
    const ChildRun bad = run_measured(
        "name", []() -> int { throw InputError({.found = "it is bad"}); }, {.stop = signals});
    CHECK(bad.exit_code == 2);
    CHECK(bad.output == "name: it is bad\n");
    const ChildRun full =
        run_measured("name", []() -> int { throw std::bad_alloc(); }, {.stop = signals});
    CHECK(full.exit_code == 71);
    CHECK(full.output.starts_with("name: out of memory\n"));
}

TEST_CASE("Counting instructions gives a number or nothing, and the run is the same") {
    StopSignals signals;
    const ChildRun run =
        run_measured("name", [] { return 0; }, {.stop = signals, .instructions = true});
    CHECK(run.is_done());
    CHECK(run.used.instructions.value_or(1) > 0);
}

TEST_CASE("A command is run by the shell, with nothing to read") {
    StopSignals signals;
    const ChildRun run = run_command_measured("cat; echo a b | wc -w", {.stop = signals});
    CHECK(run.is_done());
    CHECK(run.output == "2\n");
    CHECK(run_command_measured("exit 101", {.stop = signals}).exit_code == 101);
    CHECK(run_command_measured("kill -SEGV $$", {.stop = signals}).signal == SIGSEGV);
}

TEST_CASE("A signal ends a command and all that it started") {
    StopSignals signals;
    CHECK_FALSE(signals.requested());
    ::kill(::getpid(), SIGTERM); // waits until somebody takes it
    const ChildRun run = run_command_measured("sleep 60; true", {.stop = signals});
    CHECK(run.signal == SIGKILL);
    CHECK(signals.requested());
}

TEST_CASE("A signal that comes between two runs is not lost") {
    StopSignals signals;
    ::kill(::getpid(), SIGINT);
    CHECK(signals.requested());
    CHECK(signals.requested());
    CHECK(run_command_measured("true", {.stop = signals}).is_done());
}
