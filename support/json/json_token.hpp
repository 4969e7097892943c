#pragma once

// The words of JSON: strings and numbers, checked letter by letter for support/json/json_syntax.hpp.
//
//     end_of_json_string(R"(["a", 1])", 1)      == 4
//     json_word(R"([-1.5e3, nul])", 1)          == "-1.5e3"
//     json_word(R"([-1.5e3, nul])", 9)          == "nul"
//     check_json_number("[01]", 1, "01");       // InputError
//
// Faults are InputErrors that point at the letter at fault, by line and column.

#include "support/text/input_error.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace rasp_stitch {

constexpr bool is_json_blank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

// The place after the closing quote of the string whose opening quote is at `start`. Checks escapes
// and UTF-8.
std::size_t end_of_json_string(std::string_view text, std::size_t start);

// The longest run at `start` of what numbers and names are made of (letters, digits, `_ + - .`), or
// one character where there is none.
std::string_view json_word(std::string_view text, std::size_t start);

// What the text has at `start`, for messages: "found ..." with the word, or with the code of a
// character that is hard to see.
std::string found_in_json(std::string_view text, std::size_t start);

// Is the word that stands at `start` of the text a number of JSON, and does a double hold it?
void check_json_number(std::string_view text, std::size_t start, std::string_view word);

InputError json_fault(std::string_view text, std::size_t offset, std::string found,
                      std::string expected);

} // namespace rasp_stitch
