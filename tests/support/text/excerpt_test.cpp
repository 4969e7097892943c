#include "support/text/excerpt.hpp"

#include "support/text/utf8.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace rasp_stitch;

namespace {

// The glyph of the line that the caret stands under.
std::string under_caret(const std::string& lines) {
    const std::size_t line_end = lines.find('\n');
    const std::size_t caret = lines.size() - line_end - 2;
    std::size_t column = 0;
    for (std::size_t at = 0; at < line_end;) {
        const Glyph glyph = glyph_at(lines, at);
        if (column == caret) {
            return std::string(glyph.shown);
        }
        column += glyph.columns;
        at += glyph.length;
    }
    return "";
}

} // namespace

TEST_CASE("The example of the excerpt header holds") {
    CHECK(quote_excerpt("foo") == "\"foo\"");
    CHECK(quote_excerpt(std::string(200'000'000, 'x')) == '"' + std::string(40, 'x') + "...\"");
    CHECK(marked_line("(f (g x)", 0) == "    (f (g x)\n    ^");
    CHECK(line_place("a\nb = )", 6).line == 2);
    CHECK(line_place("a\nb = )", 6).column == 5);
}

TEST_CASE("An excerpt stays on one line and is cut after whole characters") {
    CHECK(safe_excerpt("a\nb\tc\r\x01\xFF", 40) == "a\\nb\\tc\\r??");
    CHECK(safe_excerpt("éééé", 4) == "éééé");
    CHECK(safe_excerpt("ééééé", 4) == "éééé...");
    CHECK(quote_excerpt("") == "\"\"");
}

TEST_CASE("The caret stands under the place at the start, inside and at the end of the text") {
    CHECK(marked_line("abc", 0) == "    abc\n    ^");
    CHECK(marked_line("abc", 2) == "    abc\n      ^");
    CHECK(marked_line("abc", 3) == "    abc\n       ^");
    CHECK(marked_line("abc", 999) == "    abc\n       ^");
}

TEST_CASE("Only the line with the offset is shown") {
    const std::string_view text = "one\ntwo\r\nthree";
    CHECK(marked_line(text, 4) == "    two\n    ^");
    CHECK(marked_line(text, 3) == "    one\n       ^");
    CHECK(marked_line(text, 7) == "    two\n       ^");
    CHECK(marked_line(text, 8) == "    two\n       ^");
    CHECK(marked_line(text, 14) == "    three\n         ^");
}

TEST_CASE("An empty line is shown as an empty string") {
    CHECK(marked_line("", 0).empty());
    CHECK(marked_line("a\n\nb", 2).empty());
    CHECK(marked_line("a\n", 2).empty());
}

TEST_CASE("The caret counts characters and the columns they take") {
    CHECK(marked_line("é→ x", 6) == "    é→ x\n       ^");
    CHECK(marked_line("漢字x", 6) == "    漢字x\n        ^");
    CHECK(marked_line("e\u0301x", 3) == "    e\u0301x\n     ^");
    CHECK(marked_line("é", 1) == "    é\n    ^");
    CHECK(marked_line("\tx\x01y", 3) == "     x?y\n       ^");
    CHECK(marked_line("\xFF\xFEy", 2) == "    ??y\n      ^");
}

TEST_CASE("A long line is cut to a window around the place") {
    std::string text(1'000'000, '.');
    for (const std::size_t place : {0U, 1U, 40U, 500'000U, 999'960U, 999'999U}) {
        CAPTURE(place);
        text[place] = 'X';
        const std::string lines = marked_line(text, place);
        CHECK(under_caret(lines) == "X");
        CHECK(lines.find('\n') <= 80);
        CHECK(lines.find('\n') >= 70);
        text[place] = '.';
    }
    CHECK(marked_line(text, 0).find("\n    ^") != std::string::npos);
    CHECK(marked_line(text, text.size()).find("    ...") == 0);
}

TEST_CASE("A window cuts no character apart and stays narrow for wide ones") {
    std::string wide;
    for (int i = 0; i < 1000; ++i) {
        wide += "漢";
    }
    const std::string lines = marked_line(wide, 1500);
    CHECK(under_caret(lines) == "漢");
    CHECK(count_characters(lines.substr(0, lines.find('\n'))) <= 45);
    CHECK(lines.find('?') == std::string::npos);
}

TEST_CASE("Marks without width cannot make a window endless") {
    std::string marks = "e";
    for (int i = 0; i < 100'000; ++i) {
        marks += "\u0301";
    }
    CHECK(marked_line(marks, 0).size() < 500);
    CHECK(marked_line(marks, marks.size()).size() < 500);
}

TEST_CASE("Lines and columns are counted from one, columns in characters") {
    const std::string_view text = "é→x\n\ny";
    CHECK(line_place(text, 0).column == 1);
    CHECK(line_place(text, 5).column == 3);
    CHECK(line_place(text, 6).column == 4);
    CHECK(line_place(text, 7).line == 2);
    CHECK(line_place(text, 7).column == 1);
    CHECK(line_place(text, 8).line == 3);
    CHECK(line_place(text, 100).line == 3);
    CHECK(line_place(text, 100).column == 2);
    CHECK(line_place("", 0).line == 1);
}
