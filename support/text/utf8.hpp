#pragma once

// Reading UTF-8 that may be broken, and showing it where it can do no harm.
//
//     std::string line;
//     for (std::size_t at = 0; at < text.size();) {
//         const Glyph glyph = glyph_at(text, at);
//         line += glyph.shown; // a tab is " ", a control character or a broken byte "?"
//         at += glyph.length;
//     }
//
// A byte that belongs to no valid character counts as a character of its own, everywhere.

#include <cstddef>
#include <string_view>

namespace rasp_stitch {

struct Utf8Character {
    char32_t code = 0;      // U+FFFD where the byte is invalid
    std::size_t length = 1; // in bytes
    bool valid = false;
};

// The character that begins at byte `at`, which must be inside the text. Overlong forms, surrogates
// and anything beyond U+10FFFF are invalid.
Utf8Character character_at(std::string_view text, std::size_t at);

// The first byte of the character that holds byte `at`, which must be inside the text.
std::size_t character_start(std::string_view text, std::size_t at);

std::size_t count_characters(std::string_view text);

// What to print for one character: never a control character, never a character that reorders or
// hides its neighbours, always valid UTF-8.
struct Glyph {
    std::string_view shown;  // part of the text, or a constant
    std::size_t length = 1;  // bytes of the text that it stands for
    std::size_t columns = 1; // width on a terminal: 0, 1 or 2
};

Glyph glyph_at(std::string_view text, std::size_t at);

} // namespace rasp_stitch
