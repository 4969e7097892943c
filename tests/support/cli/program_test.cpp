#include "support/cli/program.hpp"

#include "support/text/input_error.hpp"
#include "tests/support/child_process.hpp"

#include <catch2/catch.hpp>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <new>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <unistd.h>

using namespace rasp_stitch;

namespace {

ChildResult run(const std::function<int()>& body) {
    return run_in_child([&] { return run_program("rasp-test", body); });
}

// Puts a file in the place of standard output.
void redirect_output(const char* path) {
    const int file = ::open(path, O_WRONLY);
    ::dup2(file, STDOUT_FILENO);
    ::close(file);
}

} // namespace

TEST_CASE("A program ends with the code of its body, and its output is printed") {
    const ChildResult result = run([] {
        std::cout << "by stream ";
        std::fputs("by file", stdout);
        return 3;
    });
    CHECK(result.exit_code == 3);
    CHECK(result.output == "by stream by file");
    CHECK(result.errors == "");
}

TEST_CASE("Bad input ends with one message and code 2") {
    const ChildResult result = run([]() -> int {
        throw InputError({.found = "a fault", .expected = "none", .source = "corpus.json"});
    });
    CHECK(result.exit_code == exit_bad_input);
    CHECK(result.errors == "rasp-test: corpus.json: a fault\nexpected none\n");
}

TEST_CASE("Memory or counters that are used up end with code 1") {
    const ChildResult memory = run([]() -> int { throw std::bad_alloc(); });
    CHECK(memory.exit_code == exit_exhausted);
    const std::string message =
        "rasp-test: out of memory\nexpected more memory, fewer threads, or smaller input\n";
    CHECK(memory.errors == message);
    const ChildResult threads = run([]() -> int {
        throw std::system_error(std::make_error_code(std::errc::resource_unavailable_try_again));
    });
    CHECK(threads.exit_code == exit_exhausted);
    CHECK(threads.errors == message);
    const ChildResult count = run([]() -> int { throw std::length_error("too many terms"); });
    CHECK(count.exit_code == exit_exhausted);
    CHECK(count.errors == "rasp-test: the input is too large (too many terms)\n");
}

TEST_CASE("An exception that nobody can catch gives its message and code all the same") {
    const ChildResult memory = run([]() -> int {
        std::thread([] { throw std::bad_alloc(); }).join();
        return 0;
    });
    CHECK(memory.exit_code == exit_exhausted);
    CHECK(memory.errors.starts_with("rasp-test: out of memory\n"));
    const ChildResult fault = run([]() -> int {
        std::thread([] { throw std::logic_error("no such row"); }).join();
        return 0;
    });
    CHECK(fault.exit_code == exit_internal);
    CHECK(fault.errors.starts_with("rasp-test: internal error: no such row\n"));
}

TEST_CASE("Any other exception is a fault of the program and ends with code 70") {
    const ChildResult known = run([]() -> int { throw std::logic_error("no such row"); });
    CHECK(known.exit_code == exit_internal);
    CHECK(known.errors.find("rasp-test: internal error: no such row\n") == 0);
    CHECK(known.errors.find("report") != std::string::npos);
    const ChildResult unknown = run([]() -> int { throw 7; });
    CHECK(unknown.exit_code == exit_internal);
    CHECK(unknown.errors.find("rasp-test: internal error: ") == 0);
}

TEST_CASE("Output that a full disk swallows is an error") {
    const ChildResult result = run([] {
        redirect_output("/dev/full");
        std::fputs("lost", stdout);
        return 0;
    });
    CHECK(result.exit_code == exit_bad_input);
    CHECK(result.errors == "rasp-test: standard output: cannot be written "
                           "(No space left on device)\n");
}

TEST_CASE("Output that was lost long before the end is an error") {
    const ChildResult result = run([] {
        redirect_output("/dev/full");
        std::cout << std::string(1'000'000, 'x') << std::flush;
        redirect_output("/dev/null");
        return 0;
    });
    CHECK(result.exit_code == exit_bad_input);
    CHECK(result.errors.find("rasp-test: standard output: cannot be written") == 0);
}

TEST_CASE("A program that prints nothing may have its output closed") {
    const ChildResult quiet = run_in_child([] {
        ::close(STDOUT_FILENO);
        return run_program("rasp-test", [] { return 0; });
    });
    CHECK(quiet.exit_code == exit_done);
    CHECK(quiet.errors == "");
}

TEST_CASE("A file opened while standard output is closed does not become standard output") {
    const ChildResult result = run_in_child([] {
        ::close(STDOUT_FILENO);
        return run_program("rasp-test", [] {
            const int file = ::open("/dev/null", O_WRONLY);
            std::fputs("lost", stdout);
            return file == STDOUT_FILENO ? 9 : 0;
        });
    });
    CHECK(result.exit_code == exit_bad_input);
    CHECK(result.errors.find("cannot be written") != std::string::npos);
}

TEST_CASE("A pipe whose reader has gone ends the program quietly") {
    const ChildResult result = run_in_child([] {
        std::signal(SIGPIPE, SIG_IGN);
        int ends[2] = {};
        if (::pipe(ends) != 0) {
            return 1;
        }
        ::close(ends[0]);
        ::dup2(ends[1], STDOUT_FILENO);
        return run_program("rasp-test", [] {
            std::fputs("to nobody", stdout);
            return 0;
        });
    });
    CHECK(result.signal == SIGPIPE);
    CHECK(result.errors == "");
}
