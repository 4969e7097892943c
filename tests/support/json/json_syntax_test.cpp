#include "support/json/json_syntax.hpp"

#include "support/json/json_input.hpp"
#include "tests/support/message_of.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <array>
#include <random>
#include <string>

using namespace rasp_stitch;

namespace {

std::string complaint(std::string_view text) {
    return message_of([&] { check_json_syntax(text); });
}

// The message for a text of one line whose caret stands under a column, from 1.
std::string at_column(std::string_view text, std::size_t column, std::string_view found,
                      std::string_view expected) {
    std::string message = "line 1, column " + std::to_string(column) + ": ";
    message += found;
    message += "\n    ";
    message += text;
    message += '\n' + std::string(3 + column, ' ') + "^\nexpected ";
    message += expected;
    return message;
}

} // namespace

TEST_CASE("JSON of every kind is accepted") {
    for (const std::string_view text :
         {"null", " true ", "false", "0", "-0", "-12.5e+3", "1E9", "\"\"", "[]", "{}", "[[],{}]",
          R"({"a": [1, 2, {"b": null}], "": "x"})",
          R"("\" \\ \/ \b \f \n \r \t \u00e9 \ud83d\ude00")", "\"é→😀\x7f\"", "\r\n\t [ 1 ,\n2 ] ",
          "1e-999", "123456789012345678901234567890"}) {
        CAPTURE(text);
        CHECK(complaint(text) == "");
    }
}

TEST_CASE("The example of the JSON syntax header holds") {
    CHECK(complaint(R"([1, {"a": null}])") == "");
    CHECK(complaint("[1, ]") == "line 1, column 5: found \"]\"\n"
                                "    [1, ]\n"
                                "        ^\n"
                                "expected a value");
}

TEST_CASE("A wrong token is named with what belongs in its place") {
    CHECK(complaint("[1,]") == at_column("[1,]", 4, "found \"]\"", "a value"));
    CHECK(complaint("[,1]") == at_column("[,1]", 2, "found \",\"", "a value or \"]\""));
    CHECK(complaint("[1 2]") == at_column("[1 2]", 4, "found \"2\"", "\",\" or \"]\""));
    CHECK(complaint("{1: 2}") ==
          at_column("{1: 2}", 2, "found \"1\"", "a name in double quotes or \"}\""));
    CHECK(complaint("{\"a\" 1}") == at_column("{\"a\" 1}", 6, "found \"1\"", "\":\""));
    CHECK(complaint("{\"a\": 1 ]") == at_column("{\"a\": 1 ]", 9, "found \"]\"", "\",\" or \"}\""));
    CHECK(complaint("{\"a\": 1,}") ==
          at_column("{\"a\": 1,}", 9, "found \"}\"", "a name in double quotes"));
    CHECK(complaint("[1] [2]") == at_column("[1] [2]", 5, "found \"[\"", "the end of the file"));
    CHECK(complaint("[None]") == at_column("[None]", 2, "found \"None\"", "a value or \"]\""));
    CHECK(complaint("['a']") == at_column("['a']", 2, "found \"'\"", "a value or \"]\""));
    CHECK(complaint("]") == at_column("]", 1, "found \"]\"", "a value"));
}

TEST_CASE("The error for a text that ends too early says where it ends and what is missing") {
    CHECK(complaint("[1, 2") == at_column("[1, 2", 6, "the file ends too early", "\",\" or \"]\""));
    CHECK(complaint("{") ==
          at_column("{", 2, "the file ends too early", "a name in double quotes or \"}\""));
    CHECK(complaint("{\"a\":") == at_column("{\"a\":", 6, "the file ends too early", "a value"));
    CHECK(complaint("[1,\n 2\n\n\n") == "line 2, column 3: the file ends too early\n"
                                        "     2\n"
                                        "      ^\n"
                                        "expected \",\" or \"]\"");
}

TEST_CASE("A text of blanks is reported as an empty file") {
    CHECK(complaint("") == "the file is empty\nexpected JSON");
    CHECK(complaint(" \n\t\r\n") == "the file is empty\nexpected JSON");
}

TEST_CASE("Brackets may be 500 deep and no deeper") {
    const std::string deepest = std::string(500, '[') + std::string(500, ']');
    CHECK(complaint(deepest) == "");
    const std::string message = complaint('[' + deepest + ']');
    CHECK(message.find("line 1, column 501: there are too many brackets") == 0);
    CHECK(message.find("expected at most 500 levels") != std::string::npos);
    CHECK(complaint("[\"" + std::string(1000, '[') + "\"]") == "");
}

TEST_CASE("A text of very many brackets is refused at the 501st") {
    const std::string message = complaint(std::string(200'000'000, '['));
    CHECK(message.find("line 1, column 501: ") == 0);
    CHECK(message.size() < 400);
    std::string objects;
    for (int i = 0; i < 1000; ++i) {
        objects += "{\"a\":";
    }
    CHECK(complaint(objects).find("line 1, column 2501: ") == 0);
}

TEST_CASE("Words for numbers that are not finite are listed where they are values") {
    const std::string_view text = R"([NaN, "NaN, -Infinity", {"Infinity": -Infinity}, Infinity])";
    const std::vector<NonFiniteWord> words = check_json_syntax(text);
    REQUIRE(words.size() == 3);
    CHECK(text.substr(words[0].offset, words[0].length) == "NaN");
    CHECK(words[0].offset == 1);
    CHECK(text.substr(words[1].offset, words[1].length) == "-Infinity");
    CHECK(words[1].offset == text.find("-Infinity}"));
    CHECK(text.substr(words[2].offset, words[2].length) == "Infinity");
    for (const std::string_view wrong : {"[nan]", "[-NaN]", "[+Infinity]", "[NaNs]", "[inf]",
                                         "{NaN: 1}", "[-infinity]", "NaN NaN"}) {
        CAPTURE(wrong);
        CHECK(complaint(wrong) != "");
    }
}

// The accepted language is that of nlohmann_json, also for texts with random changes.
TEST_CASE("What nlohmann_json refuses is refused and what it accepts is accepted") {
    const std::array<std::string, 4> seeds = {
        R"({"a": [1, -2.5e3, "x\n\u00e9", null], "b": {"c": true, "d": [[], {}]}})",
        R"(["\ud83d\ude00", "é→😀", 0.1, 1E+5, false])",
        R"([1e308, 10e307, 1e309, -1e400, 0e999])",
        "[\r\n\t {\"k\" : \"\x7f\"} ]",
    };
    const std::string_view letters = "[]{},:\"\\0123456789.-+eEaubntf \n\x01\x80\xC3\xA9\xED\xA0";
    std::mt19937 random(7);
    const auto below = [&](std::size_t limit) { return random() % limit; };
    for (int round = 0; round < 40'000; ++round) {
        std::string text = seeds[below(seeds.size())];
        for (std::size_t changes = 1 + below(3); changes > 0 && !text.empty(); --changes) {
            const std::size_t at = below(text.size());
            switch (below(3)) {
            case 0:
                text.erase(at, 1 + below(3));
                break;
            case 1:
                text.insert(at, 1, letters[below(letters.size())]);
                break;
            default:
                text[at] = letters[below(letters.size())];
            }
        }
        if (nlohmann::json::accept(text) != complaint(text).empty()) {
            FAIL("another opinion about " << text);
        }
    }
}
