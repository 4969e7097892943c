#pragma once

// The one exception for bad input: what was found, where, and what was expected instead.
//
// Whoever notices the fault throws with what it knows (a parser: the text and the offset); whoever
// stands further out adds what it knows (a reader: the JSON pointer; a program: the file):
//
//     try {
//         term = parse(store, text);
//     } catch (InputError& error) {
//         error.add_pointer("/3/program");
//         throw;
//     }
//
// what() is the whole message, ready for a person, without a trailing newline:
//
//     corpus.json, at /3/program: this "(" is never closed
//         (f (g x)
//         ^
//     expected a ")" for every "("

#include <cstddef>
#include <exception>
#include <optional>
#include <string>
#include <string_view>

namespace rasp_stitch {

struct InputProblem {
    std::string found = {};    // what is wrong, a clause without a full stop
    std::string expected = {}; // what belongs there, completing "expected ..."; may be empty
    std::string source = {};   // file name or "standard input"; may be empty
    std::string pointer = {};  // JSON pointer of the value at fault; may be empty
    std::string text = {};     // what holds the fault (a program, a JSON file); may be empty
    std::optional<std::size_t> offset = {}; // byte offset of the fault in `text`
    bool by_line = false;       // show line and column of `offset` (for files), not only the caret
    std::string_view code = {}; // names the kind of fault, for a caller that adds to the message
};

class InputError : public std::exception {
public:
    explicit InputError(InputProblem problem);

    const InputProblem& problem() const noexcept { return problem_; }
    const char* what() const noexcept override { return message_.c_str(); }

    // Fill in what the thrower could not know. A place that is already named is kept.
    void add_source(const std::string& source);
    void add_pointer(const std::string& pointer);

private:
    InputProblem problem_;
    std::string message_;
};

} // namespace rasp_stitch
