#include "support/json/json_token.hpp"

#include "support/text/excerpt.hpp"
#include "support/text/utf8.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <utility>

namespace rasp_stitch {

namespace {

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

constexpr bool is_word_part(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           c == '+' || c == '-' || c == '.';
}

// Returns the code unit of a `\uXXXX` whose backslash is at `at`.
std::optional<std::uint32_t> escaped_unit(std::string_view text, std::size_t at) {
    if (text.substr(at, 2) != "\\u" || text.size() - at < 6) {
        return std::nullopt;
    }
    std::uint32_t unit = 0;
    for (const char c : text.substr(at + 2, 4)) {
        std::uint32_t digit = 0;
        if (is_digit(c)) {
            digit = static_cast<std::uint32_t>(c - '0');
        } else if (c >= 'a' && c <= 'f') {
            digit = static_cast<std::uint32_t>(c - 'a') + 10;
        } else if (c >= 'A' && c <= 'F') {
            digit = static_cast<std::uint32_t>(c - 'A') + 10;
        } else {
            return std::nullopt;
        }
        unit = unit * 16 + digit;
    }
    return unit;
}

// Returns the offset after the escape whose backslash is at `at`. A character beyond U+FFFF is two
// escapes, one right after the other.
std::size_t end_of_escape(std::string_view text, std::size_t at) {
    const char letter = at + 1 < text.size() ? text[at + 1] : '\0';
    if (std::string_view("\"\\/bfnrt").find(letter) != std::string_view::npos) {
        return at + 2;
    }
    if (letter != 'u') {
        throw json_fault(text, at, "this escape is unknown",
                         R"(one of \" \\ \/ \b \f \n \r \t \u)");
    }
    const std::optional<std::uint32_t> unit = escaped_unit(text, at);
    if (!unit) {
        throw json_fault(text, at, "this escape is not complete",
                         "four hexadecimal digits after \\u");
    }
    if (*unit < 0xD800 || *unit > 0xDFFF) {
        return at + 6;
    }
    const std::optional<std::uint32_t> second =
        *unit < 0xDC00 ? escaped_unit(text, at + 6) : std::nullopt;
    if (!second || *second < 0xDC00 || *second > 0xDFFF) {
        throw json_fault(text, at, "this escape is one half of a pair without the other",
                         R"(two escapes such as \ud83d\ude00)");
    }
    return at + 12;
}

std::string not_utf8(std::uint8_t byte) {
    return fmt::format("the byte 0x{:02X} is not UTF-8 here", byte);
}

// Returns the offset after a character of a string that is not ordinary ASCII.
std::size_t end_of_rare_character(std::string_view text, std::size_t at) {
    const auto byte = static_cast<std::uint8_t>(text[at]);
    if (byte == '\\') {
        return end_of_escape(text, at);
    }
    if (byte == '\n' || byte == '\r') {
        throw json_fault(text, at, "a string goes past the end of its line",
                         R"(a closing quote, or \n for a line break)");
    }
    if (byte < 0x20) {
        throw json_fault(text, at,
                         fmt::format("the control character U+{:04X} stands in a string", byte),
                         fmt::format("it to be written \\u{:04x}", byte));
    }
    const Utf8Character character = character_at(text, at);
    if (!character.valid) {
        throw json_fault(text, at, not_utf8(byte), "text in UTF-8");
    }
    return at + character.length;
}

// JSON's grammar for numbers: no plus, no leading zeros, digits on both sides of the point.
bool is_json_number(std::string_view word) {
    std::size_t at = word.substr(0, 1) == "-" ? 1 : 0;
    const auto skip_digits = [&] {
        const std::size_t first = at;
        while (at < word.size() && is_digit(word[at])) {
            ++at;
        }
        return at - first;
    };
    const std::size_t leading = at;
    const std::size_t whole_digits = skip_digits();
    if (whole_digits == 0 || (whole_digits > 1 && word[leading] == '0')) {
        return false;
    }
    if (at < word.size() && word[at] == '.') {
        ++at;
        if (skip_digits() == 0) {
            return false;
        }
    }
    if (at < word.size() && (word[at] == 'e' || word[at] == 'E')) {
        ++at;
        if (at < word.size() && (word[at] == '+' || word[at] == '-')) {
            ++at;
        }
        if (skip_digits() == 0) {
            return false;
        }
    }
    return at == word.size();
}

} // namespace

std::size_t end_of_json_string(std::string_view text, std::size_t start) {
    std::size_t at = start + 1;
    while (at < text.size()) {
        const auto byte = static_cast<std::uint8_t>(text[at]);
        if (byte == '"') {
            return at + 1;
        }
        const bool ordinary = byte >= 0x20 && byte < 0x80 && byte != '\\';
        at = ordinary ? at + 1 : end_of_rare_character(text, at);
    }
    throw json_fault(text, start, "this string is never closed", "a closing quote");
}

std::string_view json_word(std::string_view text, std::size_t start) {
    std::size_t end = start;
    while (end < text.size() && is_word_part(text[end])) {
        ++end;
    }
    if (end == start && start < text.size()) {
        end += character_at(text, start).length;
    }
    return text.substr(start, end - start);
}

std::string found_in_json(std::string_view text, std::size_t start) {
    const auto byte = static_cast<std::uint8_t>(text[start]);
    const Utf8Character character = character_at(text, start);
    if (!character.valid) {
        return not_utf8(byte);
    }
    if (byte < 0x20 || byte >= 0x7F) {
        return fmt::format("found the character U+{:04X}",
                           static_cast<std::uint32_t>(character.code));
    }
    return "found " + quote_excerpt(json_word(text, start));
}

void check_json_number(std::string_view text, std::size_t start, std::string_view word) {
    if (!is_json_number(word)) {
        throw json_fault(text, start, found_in_json(text, start),
                         "a number such as 7, -0.5 or 1e9");
    }
    // Without an exponent it takes more than 300 digits to leave the range of double.
    const bool may_be_large =
        word.size() > 300 || word.find_first_of("eE") != std::string_view::npos;
    if (may_be_large && !std::isfinite(std::strtod(std::string(word).c_str(), nullptr))) {
        throw json_fault(text, start, "the number " + safe_excerpt(word, 40) + " is too large",
                         "a number between -1.8e308 and 1.8e308");
    }
}

InputError json_fault(std::string_view text, std::size_t offset, std::string found,
                      std::string expected) {
    return InputError({.found = std::move(found),
                       .expected = std::move(expected),
                       .text = std::string(text),
                       .offset = offset,
                       .by_line = true});
}

} // namespace rasp_stitch
