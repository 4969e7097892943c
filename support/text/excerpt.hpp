#pragma once

// Door of support/text.
//
// Shows pieces of a user's text in messages, however long or strange the text is.
//
// ```cpp
// CHECK(quote_excerpt("foo") == "\"foo\"");
// CHECK(quote_excerpt(std::string(200'000, 'x'), 3) == "\"xxx...\"");
// CHECK(marked_line("(f (g x)", 0) == "    (f (g x)\n"
//                                     "    ^");
// CHECK(line_place("a\nb = )", 6).column == 5);
// ```
//
// All results are short and valid UTF-8 without control characters (support/text/utf8.hpp).

#include <cstddef>
#include <string>
#include <string_view>

namespace rasp_stitch {

// Returns the text on one line, with line breaks and tabs written \n, \r and \t. After
// `most_characters` it is cut off with "...".
std::string safe_excerpt(std::string_view text, std::size_t most_characters);

// Returns safe_excerpt() in double quotes.
std::string quote_excerpt(std::string_view text, std::size_t most_characters = 40);

// Returns the line of the text that holds byte `offset`, indented by four blanks and cut to a
// window around the offset, and a second line with a caret below the offset, without a newline at
// the end. An offset on a line break or at the end of the text is the place after the line's last
// character. Returns an empty string if the line is empty. Time does not depend on the length of
// the line.
std::string marked_line(std::string_view text, std::size_t offset);

// A place in a text as editors count: from 1, and columns in characters.
struct LinePlace {
    std::size_t line = 1;
    std::size_t column = 1;
};

// Returns the place of byte `offset`.
LinePlace line_place(std::string_view text, std::size_t offset);

} // namespace rasp_stitch
