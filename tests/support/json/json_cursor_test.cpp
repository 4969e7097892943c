#include "support/json/json_cursor.hpp"

#include "tests/support/message_of.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

using namespace rasp_stitch;

TEST_CASE("The example of the JSON cursor header holds") {
    const Json document = parse_json(R"({"frontiers": [{"task": 7}]})");
    CHECK(message_of([&] {
              for (const JsonCursor frontier :
                   JsonCursor(document).member("frontiers").elements()) {
                  (void)frontier.member("task").string();
              }
          }) == "at /frontiers/0/task: found the number 7\nexpected a string");
}

TEST_CASE("Values of the right type are returned as they are") {
    const Json document =
        parse_json(R"({"b": true, "i": -3, "n": 2.5, "s": "text", "a": [1, 2], "o": {"x": 1}})");
    const JsonCursor root(document);
    CHECK(root.member("b").boolean());
    CHECK(root.member("i").integer() == -3);
    CHECK(root.member("i").number() == -3.0);
    CHECK(root.member("n").number() == 2.5);
    CHECK(root.member("s").string() == "text");
    CHECK(root.member("a").elements().size() == 2);
    CHECK(root.member("a").elements()[1].integer() == 2);
    CHECK(root.member("o").member("x").integer() == 1);
    CHECK(&root.member("s").value() == &document["s"]);
}

TEST_CASE("The type of a value can be queried") {
    const Json document = parse_json(R"([null, true, 1, "s", [], {}])");
    const JsonElements elements = JsonCursor(document).elements();
    CHECK(elements[0].is_null());
    CHECK(elements[1].is_boolean());
    CHECK(elements[2].is_number());
    CHECK(elements[3].is_string());
    CHECK(elements[4].is_array());
    CHECK(elements[5].is_object());
    CHECK_FALSE(elements[5].is_array());
}

TEST_CASE("The error for a value of the wrong type has the place") {
    const Json document = parse_json(R"([null, true, 1.5, "s", [], {}, [0], {"a": 0}])");
    const JsonCursor root(document);
    const auto fault = [&](std::size_t index) {
        return message_of([&] { (void)root.elements()[index].integer(); });
    };
    CHECK(fault(0) == "at /0: found null\nexpected a whole number");
    CHECK(fault(1) == "at /1: found true\nexpected a whole number");
    CHECK(fault(2) == "at /2: found the number 1.5\nexpected a whole number");
    CHECK(fault(3) == "at /3: found the string \"s\"\nexpected a whole number");
    CHECK(fault(4) == "at /4: found an empty array\nexpected a whole number");
    CHECK(fault(5) == "at /5: found an empty object\nexpected a whole number");
    CHECK(fault(6) == "at /6: found an array\nexpected a whole number");
    CHECK(fault(7) == "at /7: found an object\nexpected a whole number");
    CHECK(message_of([&] { (void)root.string(); }) == "found an array\nexpected a string");
    CHECK(message_of([&] { (void)root.elements()[0].boolean(); }) ==
          "at /0: found null\nexpected true or false");
    CHECK(message_of([&] { (void)root.elements()[0].number(); }) ==
          "at /0: found null\nexpected a number");
    CHECK(message_of([&] { (void)root.elements()[0].elements(); }) ==
          "at /0: found null\nexpected an array");
    CHECK(message_of([&] { (void)root.members(); }) == "found an array\nexpected an object");
}

TEST_CASE("Integers have limits, those of 64 bits unless others are given") {
    const Json document = parse_json("[21, -1, 9223372036854775807, 9223372036854775808, 1e30]");
    const JsonElements numbers = JsonCursor(document).elements();
    CHECK(message_of([&] { (void)numbers[0].integer(0, 20); }) ==
          "at /0: found the number 21\nexpected a whole number from 0 to 20");
    CHECK(message_of([&] {
              (void)numbers[1].integer(0, std::numeric_limits<std::int64_t>::max());
          }) == "at /1: found the number -1\nexpected a whole number of at least 0");
    CHECK(numbers[2].integer() == INT64_MAX);
    CHECK(message_of([&] { (void)numbers[3].integer(); }) ==
          "at /3: found the number 9223372036854775808\nexpected a whole number");
    CHECK(message_of([&] { (void)numbers[4].integer(); }) ==
          "at /4: found the number 1e+30\nexpected a whole number");
}

TEST_CASE("The error for a missing member has the place of the object") {
    const Json document = parse_json(R"([{"a": 1}, 7])");
    const JsonElements elements = JsonCursor(document).elements();
    CHECK(message_of([&] { (void)elements[0].member("task"); }) ==
          "at /0: the member \"task\" is missing");
    CHECK(message_of([&] { (void)elements[1].member("task"); }) ==
          "at /1: found the number 7\nexpected an object with the member \"task\"");
}

TEST_CASE("An optional member may be absent or null") {
    const Json document = parse_json(R"({"a": 1, "b": null})");
    const JsonCursor root(document);
    REQUIRE(root.optional_member("a").has_value());
    CHECK(root.optional_member("a")->integer() == 1);
    CHECK_FALSE(root.optional_member("b").has_value());
    CHECK_FALSE(root.optional_member("c").has_value());
    CHECK(root.member("b").is_null());
    CHECK(message_of([&] { (void)root.member("a").optional_member("x"); }) ==
          "at /a: found the number 1\nexpected an object");
}

TEST_CASE("Pointers escape tildes and slashes") {
    const Json document = parse_json(R"({"a/b": {"~": [0, {"": [5]}]}})");
    const JsonCursor inner = JsonCursor(document).member("a/b").member("~").elements()[1];
    CHECK(JsonCursor(document).pointer() == "");
    CHECK(inner.pointer() == "/a~1b/~0/1");
    CHECK(inner.member("").elements()[0].pointer() == "/a~1b/~0/1//0");
    CHECK(document.at(Json::json_pointer(inner.pointer())) == inner.value());
}

TEST_CASE("Equal values in different places have different pointers") {
    const Json document = parse_json("[[1, 1], [1, 1]]");
    CHECK(JsonCursor(document).elements()[1].elements()[0].pointer() == "/1/0");
}

TEST_CASE("Members come in order of name") {
    const Json document = parse_json(R"({"z": 1, "a": 2})");
    std::vector<std::string> seen;
    for (const JsonMember member : JsonCursor(document).members()) {
        seen.push_back(member.name + std::to_string(member.value.integer()));
    }
    CHECK(seen == std::vector<std::string>{"a2", "z1"});
    CHECK(JsonCursor(document).members().size() == 2);
}

TEST_CASE("A reader can report an error at a cursor") {
    const Json document = parse_json(R"({"programs": []})");
    const JsonCursor programs = JsonCursor(document).member("programs");
    CHECK(message_of([&] { programs.fail("there are no programs", "at least one"); }) ==
          "at /programs: there are no programs\nexpected at least one");
}

TEST_CASE("A huge string or name of the input makes a short message") {
    const Json document = Json{{std::string(1'000'000, 'k'), std::string(1'000'000, 's')}};
    const std::string message =
        message_of([&] { (void)(*JsonCursor(document).members().begin()).value.integer(); });
    CHECK(message.size() < 400);
}

TEST_CASE("A number that is not finite is no number, and is called what it is") {
    const Json document = parse_json("[NaN, -Infinity, 1e3]", NonFinite::number);
    const JsonElements elements = JsonCursor(document).elements();
    CHECK(message_of([&] { elements[0].number(); }) ==
          "at /0: found NaN\nexpected a finite number");
    CHECK(message_of([&] { elements[1].integer(); }).starts_with("at /1: found -Infinity\n"));
    CHECK(message_of([&] { elements[0].string(); }) == "at /0: found NaN\nexpected a string");
    CHECK(elements[2].number() == 1000);
}
