#include "support/json/json_input.hpp"

#include "support/json/repeated_member.hpp"
#include "tests/support/message_of.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

using namespace rasp_stitch;

TEST_CASE("The example of the JSON input header holds") {
    const Json document = parse_json(R"({"tasks": ["reverse", "sort"], "score": NaN})");
    CHECK(document["tasks"][1] == "sort");
    CHECK(document["score"].is_null());
    CHECK(message_of([] {
              parse_json("[1, 2");
          }).find("line 1, column 6: the file ends too early\n") == 0);
}

TEST_CASE("Numbers that are not finite are read as null outside strings only") {
    const Json document =
        parse_json(R"([NaN, -Infinity, Infinity, "NaN", "\"NaN", {"Infinity": NaN}])");
    CHECK(document[0].is_null());
    CHECK(document[1].is_null());
    CHECK(document[2].is_null());
    CHECK(document[3] == "NaN");
    CHECK(document[4] == "\"NaN");
    CHECK(document[5]["Infinity"].is_null());
    CHECK(parse_json("NaN").is_null());
}

TEST_CASE("A fault after a NaN is shown at its own place") {
    CHECK(message_of([] { parse_json("[NaN, Infinity, x]"); }) == "line 1, column 17: found \"x\"\n"
                                                                  "    [NaN, Infinity, x]\n"
                                                                  "                    ^\n"
                                                                  "expected a value");
}

TEST_CASE("A byte order mark is skipped and not counted") {
    CHECK(parse_json("\xEF\xBB\xBF[1]") == Json::array({1}));
    CHECK(message_of([] { parse_json("\xEF\xBB\xBFx"); }).find("line 1, column 1: ") == 0);
    CHECK(message_of([] { parse_json("\xEF\xBB\xBF"); }) == "the file is empty\nexpected JSON");
}

TEST_CASE("Text in UTF-16 is refused for its first byte") {
    CHECK(message_of([] {
              parse_json("\xFF\xFE[\x01");
          }).find("line 1, column 1: the byte 0xFF is not UTF-8 here") == 0);
}

TEST_CASE("Numbers keep their kind and their value") {
    const Json document = parse_json("[1, -1, 1.0, 1e2, 18446744073709551615, 1e-999]");
    CHECK(document[0].is_number_integer());
    CHECK(document[1] == -1);
    CHECK(document[2].is_number_float());
    CHECK(document[3] == 100.0);
    CHECK(document[4] == UINT64_MAX);
    CHECK(document[5] == 0.0);
}

TEST_CASE("Of members with the same name the last counts") {
    CHECK(parse_json(R"({"a": 1, "a": 2})")["a"] == 2);
}

TEST_CASE("A document as deep as is allowed is built and destroyed") {
    const Json document = parse_json(std::string(500, '[') + std::string(500, ']'));
    CHECK(document.is_array());
}

TEST_CASE("Numbers that are not finite can be read as what they are, wherever they stand") {
    const Json document = parse_json(
        R"([null, "NaN", {"b": NaN, "a": [1, -Infinity], "NaN": true}, NaN, [], {}, Infinity, null])",
        NonFinite::number);
    CHECK(document[0].is_null());
    CHECK(document[1] == "NaN");
    CHECK(std::isnan(document[2]["b"].get<double>()));
    CHECK(document[2]["a"][0] == 1);
    CHECK(document[2]["a"][1] == -std::numeric_limits<double>::infinity());
    CHECK(document[2]["NaN"] == true);
    CHECK(std::isnan(document[3].get<double>()));
    CHECK(document[4].empty());
    CHECK(document[6] == std::numeric_limits<double>::infinity());
    CHECK(document[7].is_null());
    CHECK(std::isnan(parse_json("NaN", NonFinite::number).get<double>()));
    CHECK(parse_json("\xEF\xBB\xBF[1, Infinity]", NonFinite::number)[1] ==
          std::numeric_limits<double>::infinity());
}

TEST_CASE("A member that an object has twice is found, but not one of an object inside") {
    CHECK(repeated_member(R"({"f": 5, "g": 1, "f": 7})") == "f");
    CHECK(repeated_member(R"({"f": 5, "\u0066": 7, "g": 1, "g": 1})") == "f");
    CHECK_FALSE(repeated_member(R"({"f": {"a": 1, "a": 2}, "a": ["f", "f"], "g": {"f": 1}})"));
    CHECK_FALSE(repeated_member(R"(["f", "f"])"));
    CHECK_FALSE(repeated_member("{}"));
    CHECK(repeated_member(R"({"f": 1, "f": 2, "g": NaN})") == "f");
}
