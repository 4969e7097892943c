#include "support/json/json_input.hpp"

#include "tests/support/message_of.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
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
