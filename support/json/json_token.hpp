#pragma once

// Checks the tokens of JSON, strings and numbers, for support/json/json_syntax.hpp.
//
//     end_of_json_string(R"(["a", 1])", 1)      == 4
//     json_word(R"([-1.5e3, nul])", 1)          == "-1.5e3"
//     json_word(R"([-1.5e3, nul])", 9)          == "nul"
//     check_json_number("[01]", 1, "01");       // InputError
//
// Faults are InputErrors with the line and column of the character at fault.

#include "support/text/input_error.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace rasp_stitch {

constexpr bool is_json_blank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

// Returns the offset after the closing quote of the string whose opening quote is at `start`.
// Throws InputError if it has a wrong escape or is not UTF-8.
std::size_t end_of_json_string(std::string_view text, std::size_t start);

// Returns the longest run at `start` of characters of numbers and names (letters, digits, `_ + -
// .`), or one character if there is none.
std::string_view json_word(std::string_view text, std::size_t start);

// Returns "found ..." with the word at `start`, or with the code of a character that is hard to
// see, for messages.
std::string found_in_json(std::string_view text, std::size_t start);

// Throws InputError if the word at `start` of the text is not a number of JSON, or if no double can
// hold it.
void check_json_number(std::string_view text, std::size_t start, std::string_view word);

// Returns an error at the line and column of the offset.
InputError json_fault(std::string_view text, std::size_t offset, std::string found,
                      std::string expected);

} // namespace rasp_stitch
