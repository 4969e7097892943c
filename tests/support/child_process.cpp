#include "tests/support/child_process.hpp"

#include <array>
#include <cstdio>
#include <stdexcept>

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace rasp_stitch {

namespace {

constexpr unsigned longest_run = 100; // seconds

struct Pipe {
    Pipe() {
        if (::pipe(ends.data()) != 0) {
            throw std::runtime_error("there is no pipe to be had");
        }
    }

    int reading() const { return ends[0]; }
    int writing() const { return ends[1]; }

    std::array<int, 2> ends = {};
};

[[noreturn]] void run_child(const std::function<int()>& body, const Pipe& output,
                            const Pipe& errors) {
    ::alarm(longest_run);
    ::dup2(output.writing(), STDOUT_FILENO);
    ::dup2(errors.writing(), STDERR_FILENO);
    for (const int end : {output.reading(), output.writing(), errors.reading(), errors.writing()}) {
        ::close(end);
    }
    // No destructors and no buffers of the parent's: only what the body did.
    ::_exit(body());
}

// Both at once, so that the child never waits for a full pipe.
void read_both(int output, int errors, ChildResult& result) {
    std::array<pollfd, 2> sources = {pollfd{output, POLLIN, 0}, pollfd{errors, POLLIN, 0}};
    std::array<char, 4096> buffer = {};
    while (sources[0].fd >= 0 || sources[1].fd >= 0) {
        ::poll(sources.data(), sources.size(), -1);
        for (pollfd& source : sources) {
            if (source.revents == 0) {
                continue;
            }
            const ssize_t count = ::read(source.fd, buffer.data(), buffer.size());
            if (count <= 0) {
                source.fd = -1; // poll passes over it
                continue;
            }
            std::string& text = &source == sources.data() ? result.output : result.errors;
            text.append(buffer.data(), static_cast<std::size_t>(count));
        }
    }
}

} // namespace

ChildResult run_in_child(const std::function<int()>& body) {
    const Pipe output;
    const Pipe errors;
    std::fflush(nullptr); // or the child would print what waits in the buffers once more
    const pid_t child = ::fork();
    if (child == 0) {
        run_child(body, output, errors);
    }
    ::close(output.writing());
    ::close(errors.writing());
    ChildResult result;
    read_both(output.reading(), errors.reading(), result);
    ::close(output.reading());
    ::close(errors.reading());
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFEXITED(status)) {
        result.exit_code = WEXITSTATUS(status);
    } else if (WIFSIGNALED(status)) {
        result.signal = WTERMSIG(status);
    }
    return result;
}

} // namespace rasp_stitch
