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

// Reads a byte, and ends the line if Ctrl-C was pressed.
int read_byte(std::FILE* /*file*/) {
    unsigned char byte = 0;
    while (true) {
        const ssize_t count = ::read(STDIN_FILENO, &byte, 1);
        if (count == 1) {
            return byte;
        }
        if (count == 0 || errno != EINTR || is_interrupted != 0) {
            return EOF;
        }
    }
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

// Notes Ctrl-C while a line is written.
class InterruptNote {
public:
    InterruptNote() {
        is_interrupted = 0;
        struct sigaction action = {};
        action.sa_handler = note_interrupt; // without SA_RESTART, so that read() ends
        sigaction(SIGINT, &action, &before_);
    }
    ~InterruptNote() { sigaction(SIGINT, &before_, nullptr); }
    InterruptNote(const InterruptNote&) = delete;
    InterruptNote& operator=(const InterruptNote&) = delete;

private:
    struct sigaction before_ = {};
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
