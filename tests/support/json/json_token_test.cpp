#include "support/json/json_token.hpp"

#include "tests/support/message_of.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace rasp_stitch;

namespace {

std::string string_fault(std::string_view text) {
    return message_of([&] { end_of_json_string(text, 0); });
}

std::string number_fault(std::string_view word) {
    return message_of([&] { check_json_number(word, 0, word); });
}

} // namespace

TEST_CASE("The example of the JSON token header holds") {
    CHECK(end_of_json_string(R"(["a", 1])", 1) == 4);
    CHECK(json_word(R"([-1.5e3, nul])", 1) == "-1.5e3");
    CHECK(json_word(R"([-1.5e3, nul])", 9) == "nul");
    CHECK_THROWS_AS(check_json_number("[01]", 1, "01"), InputError);
}

TEST_CASE("A word is never empty before the end of the text") {
    CHECK(json_word("]x", 0) == "]");
    CHECK(json_word("→x", 0) == "→");
    CHECK(json_word("\xFF", 0) == "\xFF");
}

TEST_CASE("A string that is never closed is shown at its opening quote") {
    CHECK(string_fault("\"abc") == "line 1, column 1: this string is never closed\n"
                                   "    \"abc\n"
                                   "    ^\n"
                                   "expected a closing quote");
    CHECK(string_fault("\"abc\\\"").find("never closed") != std::string::npos);
}

TEST_CASE("Faults inside strings are shown at their letter") {
    CHECK(string_fault("\"a\nb\"") == "line 1, column 3: a string goes past the end of its line\n"
                                      "    \"a\n"
                                      "      ^\n"
                                      "expected a closing quote, or \\n for a line break");
    CHECK(string_fault("\"é\x01\"") ==
          "line 1, column 3: the control character U+0001 stands in a string\n"
          "    \"é?\"\n"
          "      ^\n"
          "expected it to be written \\u0001");
    CHECK(string_fault("\"é\xFF\"") == "line 1, column 3: the byte 0xFF is not UTF-8 here\n"
                                       "    \"é?\"\n"
                                       "      ^\n"
                                       "expected text in UTF-8");
    CHECK(string_fault(R"("a\x")").find("column 3: this escape is unknown") != std::string::npos);
    CHECK(string_fault(R"("\)").find("this escape is unknown") != std::string::npos);
    CHECK(string_fault(R"("\u12")").find("this escape is not complete") != std::string::npos);
    CHECK(string_fault(R"("\u12g4")").find("this escape is not complete") != std::string::npos);
}

TEST_CASE("An escaped surrogate without its other half is refused") {
    for (const std::string_view text :
         {R"("\ud83d")", R"("\ude00")", R"("\ud83d\n")", R"("\ud83d\ud83d")", R"("\ud83dxxxxxx")",
          R"("\uD83D\u")"}) {
        CAPTURE(text);
        CHECK(string_fault(text).find("one half of a pair") != std::string::npos);
    }
    CHECK(string_fault(R"("\ud83d\uDE00")") == "");
}

TEST_CASE("Numbers are written as JSON writes them") {
    for (const std::string_view word :
         {"0", "-0", "10", "0.5", "-1.25", "1e9", "1E-9", "0e+0", "1.5e300", "1e-999"}) {
        CAPTURE(word);
        CHECK(number_fault(word) == "");
    }
    for (const std::string_view word :
         {"01", "-", "1.", "-.5", "1e", "1e+", "--1", "1.2.3", "0x10", "1_000", "-a", "00"}) {
        CAPTURE(word);
        CHECK(number_fault(word).find("expected a number such as") != std::string::npos);
    }
}

TEST_CASE("A number that no double holds is too large") {
    CHECK(number_fault("1e999") == "line 1, column 1: the number 1e999 is too large\n"
                                   "    1e999\n"
                                   "    ^\n"
                                   "expected a number between -1.8e308 and 1.8e308");
    CHECK(number_fault("-1e309").find("too large") != std::string::npos);
    CHECK(number_fault(std::string(400, '9')).find("too large") != std::string::npos);
    CHECK(number_fault(std::string(300, '9')) == "");
    CHECK(number_fault("0." + std::string(400, '9')) == "");
}

TEST_CASE("What is found is described by its word or its code") {
    CHECK(found_in_json("None]", 0) == "found \"None\"");
    CHECK(found_in_json("\u00a0", 0) == "found the character U+00A0");
    CHECK(found_in_json("\x1b", 0) == "found the character U+001B");
    CHECK(found_in_json("\xFE", 0) == "the byte 0xFE is not UTF-8 here");
    CHECK(found_in_json(std::string(1'000'000, 'x'), 0).size() < 60);
}
