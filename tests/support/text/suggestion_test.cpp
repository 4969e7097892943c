#include "support/text/suggestion.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>

using namespace rasp_stitch;

TEST_CASE("Distances count letters inserted, removed, replaced and exchanged") {
    CHECK(edit_distance("", "") == 0);
    CHECK(edit_distance("abc", "") == 3);
    CHECK(edit_distance("", "abc") == 3);
    CHECK(edit_distance("abc", "abc") == 0);
    CHECK(edit_distance("abc", "abcd") == 1);
    CHECK(edit_distance("abc", "axc") == 1);
    CHECK(edit_distance("artiy", "arity") == 1);
    CHECK(edit_distance("kitten", "sitting") == 3);
}

TEST_CASE("The nearest word is suggested if it is near") {
    const std::array<std::string_view, 4> known = {"max-arity", "quiet", "time-limit", "help"};
    CHECK(nearest_word("max-artiy", known) == "max-arity");
    CHECK(nearest_word("max-", known) == "max-arity");
    CHECK(nearest_word("QUIET", known) == "quiet");
    CHECK(nearest_word("timelimit", known) == "time-limit");
    CHECK(nearest_word("ti", known) == "time-limit");
    CHECK_FALSE(nearest_word("frobnicate", known).has_value());
    CHECK_FALSE(nearest_word("", known).has_value());
    CHECK_FALSE(nearest_word(std::string(1'000'000, 'x'), known).has_value());
}

TEST_CASE("A name of one letter is near only to itself in the other case") {
    const std::array<std::string_view, 5> known = {"y", "indices", "K", "ab", "tokens"};
    CHECK_FALSE(nearest_word("x", known).has_value());
    CHECK_FALSE(nearest_word("i", known).has_value());
    CHECK(nearest_word("k", known) == "K");
    CHECK(nearest_word("Y", known) == "y");
    CHECK(nearest_word("ba", known) == "ab");
    CHECK_FALSE(nearest_word("ax", known).has_value());
    CHECK(nearest_word("Tokens", known) == "tokens");
}
