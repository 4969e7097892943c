#include "rasp/program/line_reader.hpp"

#include <cstdlib>
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

struct Freed {
    void operator()(char* text) const { std::free(text); } // libedit allocates with malloc
};

} // namespace

LineReader::LineReader(std::string prompt)
    : prompt_(std::move(prompt)), is_terminal_(::isatty(STDIN_FILENO) != 0) {
    if (is_terminal_) {
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
    const std::unique_ptr<char, Freed> line(readline(prompt_.c_str()));
    if (line == nullptr) {
        return std::nullopt;
    }
    if (*line != '\0') {
        add_history(line.get());
    }
    return std::string(line.get());
}

} // namespace rasp_stitch::rasp
