#pragma once

// Reads lines: from a person at a terminal, with editing and history (libedit), or from a pipe.
//
//     LineReader reader("> ");
//     while (const std::optional<std::string> line = reader.next()) { ... }

#include <optional>
#include <string>

namespace rasp_stitch::rasp {

class LineReader {
public:
    // At a terminal, the history is read from ~/.rasp_eval_history, and written there at the end.
    explicit LineReader(std::string prompt);
    LineReader(const LineReader&) = delete;
    LineReader& operator=(const LineReader&) = delete;
    ~LineReader();

    // Returns the next line without its newline; nullopt at the end of the input.
    std::optional<std::string> next();

    bool is_terminal() const { return is_terminal_; }

private:
    std::string prompt_;
    bool is_terminal_;
    std::optional<std::string> history_file_;
};

} // namespace rasp_stitch::rasp
