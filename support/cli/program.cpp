#include "support/cli/program.hpp"

#include "support/text/input_error.hpp"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <exception>
#include <iostream>
#include <new>
#include <stdexcept>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace rasp_stitch {

namespace {

// A file opened later must not become standard output by taking its free number. The streams are
// opened the wrong way round, so that using them is still an error.
void reserve_standard_streams() {
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(stream, F_GETFD) < 0) {
            // The lowest free number is taken, and those below are in use.
            [[maybe_unused]] const int opened =
                ::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
        }
    }
}

// Standard error has no buffer, and so this needs no memory.
void report(std::string_view name, std::string_view message) {
    for (const std::string_view part :
         {name, std::string_view(": "), message, std::string_view("\n")}) {
        std::fwrite(part.data(), 1, part.size(), stderr);
    }
}

int report_exhaustion(std::string_view name) {
    report(name, "out of memory\n"
                 "expected more memory, fewer threads, or smaller input");
    return exit_exhausted;
}

int report_fault(std::string_view name, const std::string& what) {
    report(name, "internal error: " + what +
                     "\nThis is a fault of the program. Please report it, with the command and its "
                     "input.");
    return exit_internal;
}

// A thread takes memory for its stack. The standard library and oneTBB have exceptions of their own
// for a thread that cannot be had, and that of oneTBB is known by its text alone.
bool is_want_of_threads(const std::exception& error) {
    if (const auto* const system = dynamic_cast<const std::system_error*>(&error)) {
        return system->code() == std::errc::resource_unavailable_try_again ||
               system->code() == std::errc::not_enough_memory;
    }
    return std::string_view(error.what()).starts_with("pthread_create has failed");
}

// Several threads can find at once that the memory is used up; the first one ends the program.
void be_first_to_report() {
    static std::atomic_flag reported;
    while (reported.test_and_set()) {
        ::pause();
    }
}

int report_exception(std::string_view name) {
    be_first_to_report();
    try {
        throw;
    } catch (const InputError& error) {
        report(name, error.what());
        return exit_bad_input;
    } catch (const std::bad_alloc&) {
        return report_exhaustion(name);
    } catch (const std::length_error& error) {
        report(name, std::string("the input is too large (") + error.what() + ')');
        return exit_exhausted;
    } catch (const std::exception& error) {
        return is_want_of_threads(error) ? report_exhaustion(name)
                                         : report_fault(name, error.what());
    } catch (...) {
        return report_fault(name, "an exception of an unknown kind");
    }
}

std::string_view name_at_termination; // of the program

// Exceptions that leave a thread of a library, or a function that must not throw: most are the end
// of the memory.
[[noreturn]] void terminate() noexcept {
    ::_exit(std::current_exception() ? report_exception(name_at_termination)
                                     : report_fault(name_at_termination, "terminated"));
}

// Throws InputError where something that was printed is lost.
void finish_standard_output() {
    errno = 0;
    const bool flushed = std::fflush(stdout) == 0;
    const int reason = errno;
    std::cout.flush();
    if (flushed && std::ferror(stdout) == 0 && !std::cout.bad()) {
        return;
    }
    std::string found = "cannot be written";
    if (!flushed && reason != 0) {
        found += " (" + std::generic_category().message(reason) + ')';
    }
    throw InputError({.found = std::move(found), .source = "standard output"});
}

} // namespace

int run_program(std::string_view name, const std::function<int()>& body) {
    reserve_standard_streams();
    // A parent may have set it to be ignored, and writing would go on into nothing.
    std::signal(SIGPIPE, SIG_DFL);
    name_at_termination = name;
    std::set_terminate(terminate);
    try {
        const int code = body();
        finish_standard_output();
        return code;
    } catch (...) {
        return report_exception(name);
    }
}

} // namespace rasp_stitch
