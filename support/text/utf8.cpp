#include "support/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace rasp_stitch {

namespace {

struct CodeRange {
    char32_t first;
    char32_t last;
};

// Control characters, and invisible format characters that change how their neighbours are shown.
constexpr std::array hidden_codes = {
    CodeRange{0x0000, 0x001F}, CodeRange{0x007F, 0x009F}, CodeRange{0x00AD, 0x00AD},
    CodeRange{0x061C, 0x061C}, CodeRange{0x180E, 0x180E}, CodeRange{0x200B, 0x200F},
    CodeRange{0x2028, 0x202E}, CodeRange{0x2060, 0x206F}, CodeRange{0xFEFF, 0xFEFF},
    CodeRange{0xFFF0, 0xFFFB}, CodeRange{0xFFFE, 0xFFFF}, CodeRange{0xE0000, 0xE007F},
};

// What Unicode calls white space, beyond ASCII.
constexpr std::array blank_codes = {
    CodeRange{0x0085, 0x0085}, CodeRange{0x00A0, 0x00A0}, CodeRange{0x1680, 0x1680},
    CodeRange{0x2000, 0x200A}, CodeRange{0x2028, 0x2029}, CodeRange{0x202F, 0x202F},
    CodeRange{0x205F, 0x205F}, CodeRange{0x3000, 0x3000},
};

// The common combining marks and variation selectors.
constexpr std::array combining_codes = {
    CodeRange{0x0300, 0x036F},   CodeRange{0x0483, 0x0489}, CodeRange{0x0591, 0x05BD},
    CodeRange{0x064B, 0x065F},   CodeRange{0x1AB0, 0x1AFF}, CodeRange{0x1DC0, 0x1DFF},
    CodeRange{0x20D0, 0x20FF},   CodeRange{0xFE00, 0xFE0F}, CodeRange{0xFE20, 0xFE2F},
    CodeRange{0xE0100, 0xE01EF},
};

// East Asian wide characters and emoji, by block.
constexpr std::array wide_codes = {
    CodeRange{0x1100, 0x115F},   CodeRange{0x2E80, 0x303E},   CodeRange{0x3041, 0xA4CF},
    CodeRange{0xA960, 0xA97F},   CodeRange{0xAC00, 0xD7A3},   CodeRange{0xF900, 0xFAFF},
    CodeRange{0xFE30, 0xFE6F},   CodeRange{0xFF00, 0xFF60},   CodeRange{0xFFE0, 0xFFE6},
    CodeRange{0x1F300, 0x1F64F}, CodeRange{0x1F680, 0x1F6FF}, CodeRange{0x1F900, 0x1F9FF},
    CodeRange{0x20000, 0x3FFFD},
};

template <std::size_t Size>
bool contains(const std::array<CodeRange, Size>& ranges, char32_t code) {
    const auto after =
        std::upper_bound(ranges.begin(), ranges.end(), code,
                         [](char32_t value, CodeRange range) { return value < range.first; });
    return after != ranges.begin() && code <= std::prev(after)->last;
}

constexpr Utf8Character invalid_byte = {0xFFFD, 1, false};

bool is_control(char32_t code) {
    return code < 0x20 || (code >= 0x7F && code <= 0x9F);
}

bool is_joiner(char32_t code) {
    return code == 0x200C || code == 0x200D;
}

std::optional<UnseenKind> unseen_kind(char32_t code) {
    if (contains(blank_codes, code)) {
        return UnseenKind::blank;
    }
    if (is_control(code)) {
        return UnseenKind::control;
    }
    const bool is_hidden = contains(hidden_codes, code) && !is_joiner(code);
    return is_hidden ? std::optional(UnseenKind::invisible) : std::nullopt;
}

} // namespace

Utf8Character character_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const std::uint8_t lead = byte(at);
    if (lead < 0x80) {
        return {lead, 1, true};
    }
    std::size_t length = 0;
    char32_t code = 0;
    char32_t least = 0; // below this the form is overlong
    if ((lead & 0xE0U) == 0xC0) {
        length = 2;
        code = lead & 0x1FU;
        least = 0x80;
    } else if ((lead & 0xF0U) == 0xE0) {
        length = 3;
        code = lead & 0x0FU;
        least = 0x800;
    } else if ((lead & 0xF8U) == 0xF0) {
        length = 4;
        code = lead & 0x07U;
        least = 0x10000;
    }
    if (length == 0 || text.size() - at < length) {
        return invalid_byte;
    }
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0U) != 0x80) {
            return invalid_byte;
        }
        code = (code << 6U) | (byte(at + i) & 0x3FU);
    }
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (code < least || code > 0x10FFFF || surrogate) {
        return invalid_byte;
    }
    return {code, length, true};
}

std::size_t character_start(std::string_view text, std::size_t at) {
    for (std::size_t back = 1; back <= std::min<std::size_t>(at, 3); ++back) {
        const Utf8Character earlier = character_at(text, at - back);
        if (earlier.valid && earlier.length > back) {
            return at - back;
        }
    }
    return at;
}

std::size_t count_characters(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) {
        at += character_at(text, at).length;
    }
    return count;
}

std::string_view name_of(UnseenKind kind) {
    switch (kind) {
    case UnseenKind::control:
        return "a control character";
    case UnseenKind::blank:
        return "a blank that is not a space";
    default:
        return "an invisible character";
    }
}

std::optional<UnseenCharacter> unseen_character(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] >= ' ' && text[at] < 0x7F) { // most texts have nothing else
            ++at;
            continue;
        }
        const Utf8Character character = character_at(text, at);
        if (const auto kind = unseen_kind(character.code); kind && character.valid) {
            return UnseenCharacter{.offset = at, .code = character.code, .kind = *kind};
        }
        at += character.length;
    }
    return std::nullopt;
}

Glyph glyph_at(std::string_view text, std::size_t at) {
    const Utf8Character character = character_at(text, at);
    if (character.code == '\t') {
        return {" ", 1, 1};
    }
    if (!character.valid || contains(hidden_codes, character.code)) {
        return {"?", character.length, 1};
    }
    Glyph glyph = {text.substr(at, character.length), character.length, 1};
    if (contains(combining_codes, character.code)) {
        glyph.columns = 0;
    } else if (contains(wide_codes, character.code)) {
        glyph.columns = 2;
    }
    return glyph;
}

} // namespace rasp_stitch
