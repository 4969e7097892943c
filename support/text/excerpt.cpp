#include "support/text/excerpt.hpp"

#include "support/text/utf8.hpp"

#include <algorithm>
#include <vector>

namespace rasp_stitch {

namespace {

constexpr std::size_t window_columns = 68; // with the indent and both "..." just under 80
constexpr std::string_view indent = "    ";
constexpr std::string_view cut_mark = "...";

// A row of glyphs that ends with the line, or when it is as wide as the window.
struct GlyphRow {
    std::vector<Glyph> glyphs;
    std::size_t room = 0;    // what the glyphs take of the window
    std::size_t columns = 0; // what they take on the terminal
    bool cut = false;        // the line goes on

    // Returns false if the window is full. A glyph without width takes up room, too, so that every
    // row ends.
    bool add(const Glyph& glyph) {
        const std::size_t need = std::max<std::size_t>(glyph.columns, 1);
        if (room + need > window_columns) {
            cut = true;
            return false;
        }
        glyphs.push_back(glyph);
        room += need;
        columns += glyph.columns;
        return true;
    }

    void shrink_to(std::size_t most_room) {
        while (room > most_room) {
            room -= std::max<std::size_t>(glyphs.back().columns, 1);
            columns -= glyphs.back().columns;
            glyphs.pop_back();
            cut = true;
        }
    }
};

// A carriage return before the line feed is part of the line break.
bool is_line_end(std::string_view text, std::size_t at) {
    return text[at] == '\n' ||
           (text[at] == '\r' && (at + 1 == text.size() || text[at + 1] == '\n'));
}

GlyphRow row_after(std::string_view text, std::size_t place) {
    GlyphRow row;
    for (std::size_t at = place; at < text.size() && !is_line_end(text, at);) {
        const Glyph glyph = glyph_at(text, at);
        if (!row.add(glyph)) {
            break;
        }
        at += glyph.length;
    }
    return row;
}

// Nearest to the place first.
GlyphRow row_before(std::string_view text, std::size_t place) {
    GlyphRow row;
    for (std::size_t at = place; at > 0 && text[at - 1] != '\n';) {
        at = character_start(text, at - 1);
        if (!row.add(glyph_at(text, at))) {
            break;
        }
    }
    return row;
}

// Returns the first byte of the character that an offset points into, or the end of the text.
std::size_t place_of(std::string_view text, std::size_t offset) {
    return offset < text.size() ? character_start(text, offset) : text.size();
}

} // namespace

std::string safe_excerpt(std::string_view text, std::size_t most_characters) {
    std::string shown;
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size(); ++characters) {
        if (characters == most_characters) {
            shown += cut_mark;
            break;
        }
        const Glyph glyph = glyph_at(text, at);
        switch (text[at]) {
        case '\n':
            shown += "\\n";
            break;
        case '\r':
            shown += "\\r";
            break;
        case '\t':
            shown += "\\t";
            break;
        default:
            shown += glyph.shown;
        }
        at += glyph.length;
    }
    return shown;
}

std::string quote_excerpt(std::string_view text, std::size_t most_characters) {
    return '"' + safe_excerpt(text, most_characters) + '"';
}

std::string marked_line(std::string_view text, std::size_t offset) {
    std::size_t place = place_of(text, offset);
    if (place > 0 && text.substr(place - 1, 2) == "\r\n") {
        --place;
    }
    GlyphRow before = row_before(text, place);
    GlyphRow after = row_after(text, place);
    if (before.glyphs.empty() && after.glyphs.empty()) {
        return {};
    }
    // Each side gets half of the window, and what the other side leaves of its half.
    const std::size_t half = window_columns / 2;
    const std::size_t left = std::max(half, window_columns - std::min(after.room, window_columns));
    before.shrink_to(left);
    after.shrink_to(window_columns - before.room);

    std::string lines(indent);
    lines += before.cut ? cut_mark : std::string_view();
    const std::size_t caret = lines.size() + before.columns;
    std::reverse(before.glyphs.begin(), before.glyphs.end());
    for (const GlyphRow* const row : {&before, &after}) {
        for (const Glyph& glyph : row->glyphs) {
            lines += glyph.shown;
        }
    }
    lines += after.cut ? cut_mark : std::string_view();
    lines += '\n';
    lines.append(caret, ' ');
    lines += '^';
    return lines;
}

LinePlace line_place(std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, place_of(text, offset));
    const auto breaks = std::count(before.begin(), before.end(), '\n');
    const std::size_t last_break = before.rfind('\n'); // npos + 1 is 0
    return {static_cast<std::size_t>(breaks) + 1,
            count_characters(before.substr(last_break + 1)) + 1};
}

} // namespace rasp_stitch
