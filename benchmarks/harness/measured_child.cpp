#include "benchmarks/harness/measured_child.hpp"

#include "benchmarks/harness/instruction_counter.hpp"
#include "support/cli/program.hpp"
#include "support/files/descriptor.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <memory>
#include <system_error>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace rasp_stitch::benchmarks {

namespace {

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

[[noreturn]] void fail(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

// Makes an unnamed file for the output of the child. Unlike a pipe, it need not be emptied
// concurrently.
File make_scratch_file() {
    File file(std::tmpfile(), &std::fclose);
    if (!file) {
        fail("no temporary file can be made");
    }
    return file;
}

// Keeps the child waiting until the parent is ready to measure it.
class Gate {
public:
    Gate() : Gate(make_pipe()) {}

    void pass() { // in the child
        writing_.close();
        char ignored = 0;
        while (::read(reading_.number(), &ignored, 1) < 0 && errno == EINTR) {
        }
        reading_.close();
    }

    void open() { // in the parent
        writing_.close();
    }

private:
    using Ends = std::array<int, 2>;

    explicit Gate(Ends ends) : reading_(ends[0]), writing_(ends[1]) {}

    static Ends make_pipe() {
        Ends ends = {};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
            fail("no pipe can be made");
        }
        return ends;
    }

    Descriptor reading_;
    Descriptor writing_;
};

// Undoes what the parent has set up for itself, and redirects input and output.
void prepare_child(int output) {
    ::setpgid(0, 0); // so that the whole group can be killed
    // The child must not outlive the parent. NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg)
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    sigset_t none = {};
    sigemptyset(&none);
    pthread_sigmask(SIG_SETMASK, &none, nullptr);
    const Descriptor input = Descriptor::open("/dev/null", O_RDONLY);
    ::dup2(input.number(), STDIN_FILENO);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
}

std::string content_of(std::FILE* file) {
    std::string text;
    std::array<char, 4096> buffer = {};
    std::rewind(file);
    while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), file)) {
        text.append(buffer.data(), count);
    }
    return text;
}

double seconds_of(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

} // namespace

ChildRun run_measured(std::string_view name, const std::function<int()>& body,
                      const Measuring& measuring) {
    const File output = make_scratch_file();
    Gate gate;
    std::fflush(nullptr); // or the child would print the buffered output again
    const pid_t child = ::fork();
    if (child < 0) {
        fail("no process can be started");
    }
    if (child == 0) {
        prepare_child(::fileno(output.get()));
        gate.pass();
        ::_exit(run_program(name, body)); // without running destructors of the parent's objects
    }
    ::setpgid(child, child); // in both processes, since either may run first
    std::optional<InstructionCounter> counter;
    if (measuring.instructions) {
        counter.emplace(child);
    }
    const auto start = std::chrono::steady_clock::now();
    gate.open();
    measuring.stop.await(child);

    int status = 0;
    rusage usage = {};
    if (::wait4(child, &status, 0, &usage) != child) {
        fail("a process cannot be waited for");
    }
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
    ChildRun run;
    run.used.wall_seconds = wall.count();
    run.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    run.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    run.used.user_seconds = seconds_of(usage.ru_utime);
    // In kilobytes. NOLINTNEXTLINE(cppcoreguidelines-pro-type-union-access)
    run.used.peak_bytes = std::int64_t{usage.ru_maxrss} * 1024;
    if (counter) {
        run.used.instructions = counter->count();
    }
    run.output = content_of(output.get());
    return run;
}

ChildRun run_command_measured(const std::string& command, const Measuring& measuring) {
    constexpr int cannot_run = 127; // as in shells
    return run_measured(
        "/bin/sh",
        [&] {
            std::array<std::string, 3> words = {"sh", "-c", command};
            const std::array<char*, 4> arguments = {words[0].data(), words[1].data(),
                                                    words[2].data(), nullptr};
            ::execv("/bin/sh", arguments.data());
            std::perror("/bin/sh");
            return cannot_run;
        },
        measuring);
}

std::string describe_failure(const ChildRun& run) {
    if (run.signal != 0) {
        return fmt::format("killed ({})", ::sigdescr_np(run.signal));
    }
    return fmt::format("failed (exit {})", run.exit_code);
}

} // namespace rasp_stitch::benchmarks
