#include "tests/support/program_run.hpp"

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace rasp_stitch {

namespace {

constexpr unsigned longest_run = 100; // seconds
constexpr int cannot_run = 127;

void redirect(const char* path, int flags, int stream) {
    const int file = ::open(path, flags, 0600);
    ::dup2(file, stream);
    ::close(file);
}

// Signals that are blocked stay pending while another program takes the place of this one.
void leave_pending(const std::vector<int>& signals) {
    sigset_t blocked = {};
    sigemptyset(&blocked);
    for (const int signal : signals) {
        sigaddset(&blocked, signal);
    }
    sigprocmask(SIG_BLOCK, &blocked, nullptr);
    for (const int signal : signals) {
        ::kill(::getpid(), signal);
    }
}

int become_program(const std::string& program, const std::vector<std::string>& arguments) {
    std::vector<std::string> words = {program};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& word : words) {
        pointers.push_back(word.data());
    }
    pointers.push_back(nullptr);
    ::execv(pointers.front(), pointers.data());
    std::perror(program.c_str());
    return cannot_run;
}

[[noreturn]] void run_on_terminal(const std::vector<std::string>& arguments,
                                  const std::string& terminal, const std::string& output_path) {
    ::alarm(longest_run);
    ::setsid(); // so that the terminal that is opened next becomes the controlling one
    redirect(terminal.c_str(), O_RDWR, STDIN_FILENO);
    ::ioctl(STDIN_FILENO, TIOCSCTTY, 0);
    ::dup2(STDIN_FILENO, STDERR_FILENO);
    redirect(output_path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
    ::setenv("TERM", "xterm", 1);
    ::_exit(become_program(RASP_STITCH_PROGRAM_PATH, arguments));
}

} // namespace

ChildResult run_program(const std::vector<std::string>& arguments,
                        const ProgramSurroundings& surroundings) {
    return run_in_child([&] {
        redirect(surroundings.input.c_str(), O_RDONLY, STDIN_FILENO);
        leave_pending(surroundings.signals);
        return become_program(surroundings.program, arguments);
    });
}

TerminalRun::TerminalRun(const std::vector<std::string>& arguments, const std::string& output_path)
    : terminal_(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)) {
    std::array<char, 64> name = {};
    if (terminal_ < 0 || ::grantpt(terminal_) != 0 || ::unlockpt(terminal_) != 0 ||
        ::ptsname_r(terminal_, name.data(), name.size()) != 0) {
        throw std::runtime_error("there is no terminal to be had");
    }
    const std::string other_end = name.data();
    std::fflush(nullptr);
    child_ = ::fork();
    if (child_ == 0) {
        run_on_terminal(arguments, other_end, output_path);
    }
}

TerminalRun::~TerminalRun() {
    if (child_ > 0) {
        ::kill(child_, SIGKILL);
        ::waitpid(child_, nullptr, 0);
    }
    ::close(terminal_);
}

bool TerminalRun::read_more() {
    std::array<char, 4096> buffer = {};
    const ssize_t count = ::read(terminal_, buffer.data(), buffer.size());
    if (count <= 0) {
        return false; // an error once the other end is closed
    }
    shown_.append(buffer.data(), static_cast<std::size_t>(count));
    return true;
}

bool TerminalRun::wait_for(std::string_view text) {
    while (shown_.find(text) == std::string::npos) {
        if (!read_more()) {
            return false;
        }
    }
    return true;
}

void TerminalRun::press_control_c() const {
    if (::write(terminal_, "\x03", 1) != 1) {
        throw std::runtime_error("the terminal takes no keys");
    }
}

void TerminalRun::type(std::string_view text) const {
    if (::write(terminal_, text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
        throw std::runtime_error("the terminal takes no keys");
    }
}

int TerminalRun::finish() {
    while (read_more()) {
    }
    int status = 0;
    ::waitpid(child_, &status, 0);
    child_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

} // namespace rasp_stitch
