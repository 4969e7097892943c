#include "rasp/program/line_reader.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <memory>
#include <utility>

#include <editline/readline.h>
#include <poll.h>
#include <unistd.h>

namespace rasp_stitch::rasp {

namespace {

constexpr int most_history = 1000; // lines

std::optional<std::string> history_file() {
    const char* const home = std::getenv("HOME"); // NOLINT(concurrency-mt-unsafe): one thread
    return home == nullptr ? std::nullopt
                           : std::optional(std::string(home) + "/.rasp_eval_history");
}

// What libedit calls has no argument of ours. There is one terminal, and one reader of it.
volatile std::sig_atomic_t is_interrupted = 0;
LineReader::Completion* completion = nullptr; // of the reader that is reading a line

void note_interrupt(int /*signal*/) {
    is_interrupted = 1;
}

// Reads a byte, and ends the line if Ctrl-C was pressed. The signal is let through only while this
// waits: one that came between two bytes would otherwise be noted, and the wait would go on.
int read_byte(std::FILE* /*file*/) {
    sigset_t allowed;
    sigprocmask(SIG_BLOCK, nullptr, &allowed);
    sigdelset(&allowed, SIGINT);
    while (is_interrupted == 0) {
        pollfd input = {.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
        if (::ppoll(&input, 1, nullptr, &allowed) < 0) {
            if (errno == EINTR) {
                continue;
            }
            return EOF;
        }
        unsigned char byte = 0;
        const ssize_t count = ::read(STDIN_FILENO, &byte, 1);
        if (count == 1) {
            return byte;
        }
        if (count == 0 || errno != EINTR) {
            return EOF;
        }
    }
    return EOF;
}

// Returns the words one after the other, as readline asks for them.
char* next_completion(const char* start, int number) {
    if (completion == nullptr || !completion->complete) {
        return nullptr;
    }
    if (number == 0) {
        completion->words = completion->complete(start);
    }
    const auto at = static_cast<std::size_t>(number);
    return at < completion->words.size() ? ::strdup(completion->words[at].c_str()) : nullptr;
}

// Notes Ctrl-C while a line is written. Outside of read_byte, the signal waits.
class InterruptNote {
public:
    InterruptNote() {
        is_interrupted = 0;
        sigset_t interrupt;
        sigemptyset(&interrupt);
        sigaddset(&interrupt, SIGINT);
        sigprocmask(SIG_BLOCK, &interrupt, &mask_before_);
        struct sigaction action = {};
        action.sa_handler = note_interrupt;
        sigaction(SIGINT, &action, &action_before_);
    }
    ~InterruptNote() {
        sigaction(SIGINT, &action_before_, nullptr);
        sigprocmask(SIG_SETMASK, &mask_before_, nullptr);
    }
    InterruptNote(const InterruptNote&) = delete;
    InterruptNote& operator=(const InterruptNote&) = delete;

private:
    struct sigaction action_before_ = {};
    sigset_t mask_before_ = {};
};

struct Freed {
    void operator()(char* text) const { std::free(text); } // libedit allocates with malloc
};

} // namespace

LineReader::LineReader(std::string prompt)
    : prompt_(std::move(prompt)), is_terminal_(::isatty(STDIN_FILENO) != 0) {
    if (is_terminal_) {
        if (::isatty(STDOUT_FILENO) == 0) {
            rl_outstream = stderr; // the prompt and what is typed are no output
        }
        rl_getc_function = read_byte;
        rl_completion_entry_function = next_completion;
        static std::array<char, 9> ends{" \t()[],;"}; // of words
        rl_completer_word_break_characters = ends.data();
        using_history();
        stifle_history(most_history);
        history_file_ = history_file();
        if (history_file_) {
            read_history(history_file_->c_str()); // the file need not exist yet
        }
    }
}

LineReader::~LineReader() {
    if (history_file_) {
        write_history(history_file_->c_str());
    }
}

std::optional<std::string> LineReader::next() {
    if (!is_terminal_) {
        std::string line;
        return std::getline(std::cin, line) ? std::optional(line) : std::nullopt;
    }
    const InterruptNote note;
    completion = &completion_;
    const std::unique_ptr<char, Freed> line(readline(prompt_.c_str()));
    completion = nullptr;
    if (is_interrupted != 0) {
        was_cancelled_ = true;
        std::fputs("^C\n", rl_outstream);
        std::fflush(rl_outstream);
        return std::string();
    }
    if (line == nullptr) {
        return std::nullopt;
    }
    if (*line != '\0') {
        add_history(line.get());
    }
    return std::string(line.get());
}

} // namespace rasp_stitch::rasp
