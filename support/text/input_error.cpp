#include "support/text/input_error.hpp"

#include "support/text/excerpt.hpp"

#include <string_view>
#include <utility>

namespace rasp_stitch {

namespace {

// Longer than any path that the system takes; a pointer is as long as the keys of a JSON file are.
constexpr std::size_t longest_source = 4096;
constexpr std::size_t longest_pointer = 200;

// Returns the first line of the message up to what was found.
std::string place_text(const InputProblem& problem, bool has_place) {
    std::string place = safe_excerpt(problem.source, longest_source);
    if (has_place && problem.by_line) {
        const LinePlace at = line_place(problem.text, *problem.offset);
        const std::string line = std::to_string(at.line);
        const std::string column = std::to_string(at.column);
        place += place.empty() ? "line " + line + ", column " + column : ':' + line + ':' + column;
    }
    if (!problem.pointer.empty()) {
        place += place.empty() ? "at " : ", at ";
        place += safe_excerpt(problem.pointer, longest_pointer);
    }
    return place;
}

std::string message_of(const InputProblem& problem) {
    const bool has_place = problem.offset.has_value() && !problem.text.empty();
    std::string message = place_text(problem, has_place);
    if (!message.empty()) {
        message += ": ";
    }
    message += problem.found;
    if (has_place) {
        const std::string lines = marked_line(problem.text, *problem.offset);
        if (!lines.empty()) {
            message += '\n' + lines;
        }
    }
    if (!problem.expected.empty()) {
        message += "\nexpected " + problem.expected;
    }
    return message;
}

} // namespace

InputError::InputError(InputProblem problem)
    : problem_(std::move(problem)), message_(message_of(problem_)) {}

void InputError::add_source(const std::string& source) {
    if (problem_.source.empty()) {
        problem_.source = source;
        message_ = message_of(problem_);
    }
}

void InputError::add_pointer(const std::string& pointer) {
    if (problem_.pointer.empty()) {
        problem_.pointer = pointer;
        message_ = message_of(problem_);
    }
}

} // namespace rasp_stitch
