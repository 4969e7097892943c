#include "support/text/utf8.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

using namespace rasp_stitch;

namespace {

std::string shown(std::string_view text) {
    std::string line;
    for (std::size_t at = 0; at < text.size();) {
        const Glyph glyph = glyph_at(text, at);
        line += glyph.shown;
        at += glyph.length;
    }
    return line;
}

} // namespace

TEST_CASE("Characters of one to four bytes are read whole") {
    const std::string_view text = "aé→😀";
    CHECK(character_at(text, 0).code == U'a');
    CHECK(character_at(text, 1).code == U'é');
    CHECK(character_at(text, 3).code == U'→');
    CHECK(character_at(text, 6).code == U'😀');
    CHECK(character_at(text, 6).length == 4);
    CHECK(count_characters(text) == 4);
}

TEST_CASE("Bytes that are not UTF-8 are characters of their own") {
    for (const std::string_view broken :
         {"\x80", "\xC3", "\xE2\x86", "\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80",
          "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80", "\xFF", "\xC3(", "\xF0\x9F\x98"}) {
        CAPTURE(broken.size());
        CHECK_FALSE(character_at(broken, 0).valid);
        CHECK(character_at(broken, 0).length == 1);
    }
    CHECK(count_characters("\xFFé\xC3") == 3);
}

TEST_CASE("The start of a character is found from any of its bytes") {
    const std::string_view text = "é→😀\x80";
    CHECK(character_start(text, 0) == 0);
    CHECK(character_start(text, 1) == 0);
    CHECK(character_start(text, 4) == 2);
    CHECK(character_start(text, 8) == 5);
    CHECK(character_start(text, 9) == 9);
}

TEST_CASE("What could harm a terminal or hide its neighbours is shown as a question mark") {
    CHECK(shown("a\tb") == "a b");
    CHECK(shown("a\x1b[31m\x7f\r\n") == "a?[31m???");
    CHECK(shown("\xC2\x9B") == "?");
    CHECK(shown("a\u202Eb\u200B") == "a?b?");
    CHECK(shown("\xFF\xC3") == "??");
    CHECK(shown(std::string_view("\0", 1)) == "?");
    CHECK(shown("é→😀 ok") == "é→😀 ok");
}

TEST_CASE("Wide and combining characters take the columns that terminals give them") {
    CHECK(glyph_at("a", 0).columns == 1);
    CHECK(glyph_at("é", 0).columns == 1);
    CHECK(glyph_at("漢", 0).columns == 2);
    CHECK(glyph_at("😀", 0).columns == 2);
    CHECK(glyph_at("\u0301", 0).columns == 0);
}

TEST_CASE("The first character that nobody sees is found, with its kind") {
    using namespace std::string_view_literals;
    const auto kind_at = [](std::string_view text) {
        const std::optional<UnseenCharacter> unseen = unseen_character(text);
        REQUIRE(unseen.has_value());
        return std::pair(unseen->kind, unseen->offset);
    };
    CHECK(kind_at("ab\0c"sv) == std::pair(UnseenKind::control, std::size_t{2}));
    CHECK(kind_at("é\u0085") == std::pair(UnseenKind::blank, std::size_t{2}));
    CHECK(kind_at("\u00a0\0"sv) == std::pair(UnseenKind::blank, std::size_t{0}));
    CHECK(kind_at("a\u200b") == std::pair(UnseenKind::invisible, std::size_t{1}));
    CHECK(kind_at("a\ufeff") == std::pair(UnseenKind::invisible, std::size_t{1}));
    CHECK_FALSE(unseen_character("a b~\u00e9\u200d\U0001f600\xff\xc2"));
    CHECK_FALSE(unseen_character(""));
}
