#include "support/cli/program.hpp"

#include "support/input_error.hpp"

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

void report(std::string_view name, std::string_view message) {
    std::string line(name);
    line += ": ";
    line += message;
    line += '\n';
    std::fwrite(line.data(), 1, line.size(), stderr);
}

int report_exception(std::string_view name) {
    try {
        throw;
    } catch (const InputError& error) {
        report(name, error.what());
        return exit_bad_input;
    } catch (const std::bad_alloc&) {
        report(name, "out of memory");
        return exit_exhausted;
    } catch (const std::length_error& error) {
        report(name, std::string("the input is too large (") + error.what() + ')');
        return exit_exhausted;
    } catch (const std::exception& error) {
        report(name, std::string("internal error: ") + error.what() +
                         "\nThis is a fault of the program. Please report it, with the command and "
                         "its input.");
        return exit_internal;
    } catch (...) {
        report(name, "internal error: an exception of an unknown kind\n"
                     "This is a fault of the program. Please report it, with the command and its "
                     "input.");
        return exit_internal;
    }
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
    try {
        const int code = body();
        finish_standard_output();
        return code;
    } catch (...) {
        return report_exception(name);
    }
}

} // namespace rasp_stitch
