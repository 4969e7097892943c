#include "rasp/language/literal.hpp"

#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"
#include "support/text/utf8.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <system_error>
#include <utility>

namespace rasp_stitch::rasp {

namespace {

constexpr std::string_view string_prefix = "str.";
constexpr std::string_view plain_marks = "_+*/<>=!?,;:&@^~-";

constexpr std::array<std::pair<std::string_view, std::int64_t>, 3> named_numbers = {
    {{"zero", 0}, {"one", 1}, {"two", 2}}};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_plain(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           plain_marks.find(c) != std::string_view::npos;
}

[[noreturn]] void fail(std::string_view name, std::string_view found, std::string expected) {
    throw InputError({.found = fmt::format("{} {}", found, quote_excerpt(name)),
                      .expected = std::move(expected)});
}

std::string decoded(std::string_view name) {
    const std::string_view encoded = name.substr(string_prefix.size());
    std::string text;
    for (std::size_t i = 0; i < encoded.size(); ++i) {
        if (encoded[i] != '%') {
            if (!is_plain(encoded[i])) {
                fail(name, "a character that must be encoded, in the string",
                     "its bytes in UTF-8 written as %XX");
            }
            text += encoded[i];
            continue;
        }
        std::uint8_t byte = 0;
        const char* const digits = encoded.data() + i + 1;
        if (encoded.size() - i < 3 ||
            std::from_chars(digits, digits + 2, byte, 16).ptr != digits + 2) {
            fail(name, "a % without two hexadecimal digits, in the string", "%XX, or %25 for a %");
        }
        text += static_cast<char>(byte);
        i += 2;
    }
    for (std::size_t at = 0; at < text.size();) {
        const Utf8Character character = character_at(text, at);
        if (!character.valid) {
            fail(name, "bytes that are not UTF-8, in the string", "a string in UTF-8");
        }
        at += character.length;
    }
    return text;
}

std::string encoded(std::string_view text) {
    std::string name(string_prefix);
    for (const char c : text) {
        if (is_plain(c)) {
            name += c;
        } else {
            name += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return name;
}

// Finds whether a name is -?[0-9]+ or -?[0-9]+\.[0-9]+.
enum class NumberForm { none, whole, floating };

NumberForm number_form(std::string_view name) {
    if (name.starts_with('-')) {
        name.remove_prefix(1);
    }
    const std::size_t point = name.find('.');
    const auto digits = [](std::string_view part) {
        return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
    };
    if (point == std::string_view::npos) {
        return digits(name) ? NumberForm::whole : NumberForm::none;
    }
    return digits(name.substr(0, point)) && digits(name.substr(point + 1)) ? NumberForm::floating
                                                                           : NumberForm::none;
}

template <class Number>
Value parsed_number(std::string_view name) {
    Number number{};
    if (std::from_chars(name.data(), name.data() + name.size(), number).ec != std::errc{}) {
        fail(name, "a number that is too large,", "a number that fits into 64 bits");
    }
    return number;
}

} // namespace

std::optional<Value> parse_literal(std::string_view name) {
    for (const auto& [word, number] : named_numbers) {
        if (name == word) {
            return Value(number);
        }
    }
    if (name == "true" || name == "false") {
        return Value(name == "true");
    }
    if (name.starts_with(string_prefix)) {
        return Value(decoded(name));
    }
    switch (number_form(name)) {
    case NumberForm::whole:
        return parsed_number<std::int64_t>(name);
    case NumberForm::floating:
        return parsed_number<double>(name);
    case NumberForm::none:
        break;
    }
    return std::nullopt;
}

std::string literal_name(const Value& value) {
    if (const auto* const text = std::get_if<std::string>(&value)) {
        return encoded(*text);
    }
    if (const auto* const truth = std::get_if<bool>(&value)) {
        return *truth ? "true" : "false";
    }
    if (const auto* const whole = std::get_if<std::int64_t>(&value)) {
        for (const auto& [word, number] : named_numbers) {
            if (*whole == number) {
                return std::string(word);
            }
        }
        return fmt::format("{}", *whole);
    }
    const double number = std::get<double>(value);
    if (!std::isfinite(number)) {
        throw InputError({.found = fmt::format("the number {}, which has no name", number),
                          .expected = "a finite number"});
    }
    // The fewest digits that are read as this number, in fixed notation: at most 325 before the
    // point and 1,074 after it.
    std::array<char, 1500> buffer{};
    char* const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number,
                                    std::chars_format::fixed)
                          .ptr;
    std::string name(buffer.data(), end);
    return name.find('.') == std::string::npos ? name + ".0" : name;
}

} // namespace rasp_stitch::rasp
