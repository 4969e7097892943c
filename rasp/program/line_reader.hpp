#pragma once

// Reads lines: from a person at a terminal, with editing and history (libedit), or from a pipe.
//
//     LineReader reader("> ");
//     while (const std::optional<std::string> line = reader.next()) { ... }
//     reader.complete_with([](std::string_view start) { return names_like(start); }); // for Tab
//
// Ctrl-C cancels the line that is being written; what runs between two lines, it ends.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

    // Returns whether the line before the end was cancelled, and empties that.
    bool was_cancelled() { return std::exchange(was_cancelled_, false); }

    // Takes a function that returns the words that begin so.
    using Complete = std::function<std::vector<std::string>(std::string_view start)>;
    void complete_with(Complete complete) { completion_.complete = std::move(complete); }

    // What Tab asks for: the function, and the words of the last question.
    struct Completion {
        Complete complete;
        std::vector<std::string> words = {};
    };

    bool is_terminal() const { return is_terminal_; }

private:
    std::string prompt_;
    bool is_terminal_;
    bool was_cancelled_ = false;
    Completion completion_;
    std::optional<std::string> history_file_;
};

} // namespace rasp_stitch::rasp
