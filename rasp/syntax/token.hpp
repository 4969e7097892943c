#pragma once

// The words of RASP as people write it, which the reference interpreter reads (Weiss, Goldberg and
// Yahav 2021).
//
//     tokenize("x = aggregate(s, tokens); # comment")
//     // name "x", mark "=", name "aggregate", mark "(", name "s", mark ",", ...

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace rasp_stitch::rasp {

enum class TokenKind : std::uint8_t {
    name,   // also the words of the language, such as `if`
    whole,  // 12
    number, // 1.5
    string, // with its quotes
    mark,   // == ( and the like
    end,    // of the text
};

struct Token {
    TokenKind kind{};
    std::string_view text; // part of what was read
    std::size_t offset = 0;

    bool is(std::string_view word) const {
        return text == word && (kind == TokenKind::name || kind == TokenKind::mark);
    }
};

// Returns the tokens, and an end after them. Comments, from `#` to the end of the line, and blanks
// stand between tokens. Throws InputError for bytes that are not UTF-8, a string that is not closed
// on its line, and characters that begin no token. The tokens refer to the text.
std::vector<Token> tokenize(std::string_view text);

} // namespace rasp_stitch::rasp
