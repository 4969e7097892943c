#pragma once

// Door of support/text.
//
// The exception for all bad input: what was found, where, and what was expected instead.
//
// ```cpp
// #include <string_view>
// InputError error({.found = "this \"(\" is never closed",
//                   .expected = "a \")\" for every \"(\"",
//                   .text = "(f (g x)",
//                   .offset = 0});
// error.add_pointer("/3/program");
// error.add_source("corpus.json");
// CHECK(error.what() ==
//       std::string_view("corpus.json, at /3/program: this \"(\" is never closed\n"
//                        "    (f (g x)\n"
//                        "    ^\n"
//                        "expected a \")\" for every \"(\""));
// ```
//
// Whoever notices the fault throws what it knows: a parser, the text and the offset. Whoever
// catches the error on its way adds what the thrower could not know and rethrows: a reader of JSON
// the pointer, a program the file. what() is the whole message for the user, without a newline at
// the end.

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
    std::string text = {};     // with the fault in it (a program, a JSON file); may be empty
    std::optional<std::size_t> offset = {}; // byte offset of the fault in `text`
    bool by_line = false;       // show line and column of `offset` (for files), not only the caret
    std::string_view code = {}; // names the kind of fault, for a caller that adds to the message
};

class InputError : public std::exception {
public:
    explicit InputError(InputProblem problem);

    const InputProblem& problem() const noexcept { return problem_; }
    const char* what() const noexcept override { return message_.c_str(); }

    // Add what the thrower could not know. A source or pointer that is already set is kept.
    void add_source(const std::string& source);
    void add_pointer(const std::string& pointer);

private:
    InputProblem problem_;
    std::string message_;
};

} // namespace rasp_stitch
