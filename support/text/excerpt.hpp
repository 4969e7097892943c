#pragma once

// Showing a piece of somebody's text in a message, however long or strange the text is.
//
//     quote_excerpt("foo")                    == "\"foo\""
//     quote_excerpt(two hundred megabytes)    == the first 40 characters, "..." and the quotes
//     marked_line("(f (g x)", 0)              == "    (f (g x)\n"
//                                                "    ^"
//     line_place("a\nb = )", 6).column        == 5
//
// What comes out is valid UTF-8 without control characters (see support/text/utf8.hpp) and short.

#include <cstddef>
#include <string>
#include <string_view>

namespace rasp_stitch {

// The text on one line, line breaks and tabs written \n, \r, \t; cut with "..." after that many
// characters.
std::string safe_excerpt(std::string_view text, std::size_t most_characters);

// The same in double quotes.
std::string quote_excerpt(std::string_view text, std::size_t most_characters = 40);

// The line of the text that holds byte `offset`, indented by four blanks and cut to a window around
// the place, and below it a caret under the place; no newline at the end. An offset on a line break
// or at the end of the text is the place after the line's last character. Empty where the line is.
// Time does not depend on how long the line is.
std::string marked_line(std::string_view text, std::size_t offset);

// Where byte `offset` is, as editors count: from 1, columns in characters.
struct LinePlace {
    std::size_t line = 1;
    std::size_t column = 1;
};

LinePlace line_place(std::string_view text, std::size_t offset);

} // namespace rasp_stitch
