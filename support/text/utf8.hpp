#pragma once

// Reads UTF-8 that may be broken, and shows it so that it can do no harm on a terminal.
//
//     std::string line;
//     for (std::size_t at = 0; at < text.size();) {
//         const Glyph glyph = glyph_at(text, at);
//         line += glyph.shown; // a tab is " ", a control character or a broken byte "?"
//         at += glyph.length;
//     }
//
// Throughout, a byte that belongs to no valid character counts as a character of its own.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace rasp_stitch {

struct Utf8Character {
    char32_t code = 0;      // U+FFFD if the byte is invalid
    std::size_t length = 1; // in bytes
    bool valid = false;
};

// Returns the character that begins at byte `at`, which must be inside the text. Overlong forms,
// surrogates and codes beyond U+10FFFF are invalid (RFC 3629).
Utf8Character character_at(std::string_view text, std::size_t at);

// Returns the first byte of the character that holds byte `at`, which must be inside the text.
std::size_t character_start(std::string_view text, std::size_t at);

// Returns the number of characters in the text.
std::size_t count_characters(std::string_view text);

enum class UnseenKind : std::uint8_t {
    control,   // such as NUL or a tab
    blank,     // other than a space, such as a no-break space
    invisible, // such as a zero-width space or a mark that reverses the direction of writing
};

// Returns "a control character", "a blank that is not a space" or "an invisible character".
std::string_view name_of(UnseenKind kind);

// A character that nobody sees, or takes for a space.
struct UnseenCharacter {
    std::size_t offset = 0; // in bytes
    char32_t code = 0;
    UnseenKind kind = UnseenKind::control;
};

// Returns the first such character of the text, or nullopt if there is none. The joiners that some
// scripts need inside words (U+200C, U+200D) and invalid bytes do not count.
std::optional<UnseenCharacter> unseen_character(std::string_view text);

// What to print for one character. It is valid UTF-8, and neither a control character nor one that
// reorders or hides its neighbours.
struct Glyph {
    std::string_view shown;  // part of the text, or a constant
    std::size_t length = 1;  // bytes of the text that it stands for
    std::size_t columns = 1; // width on a terminal: 0, 1 or 2
};

// Returns the glyph of the character at byte `at`, which must be inside the text.
Glyph glyph_at(std::string_view text, std::size_t at);

} // namespace rasp_stitch
