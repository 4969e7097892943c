#include "rasp/tasks/example_literals.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::rasp;

namespace {

using Names = std::vector<std::string>;

Names literals(const std::string& examples) {
    return example_literals(
        read_tasks(R"([{"name": "t", "examples": [)" + examples + "]}]")[0].task);
}

} // namespace

TEST_CASE("A token that is marked is a literal, and no other token") {
    CHECK(literals(R"({"input": ["a", "b", "c", "a"], "output": [true, false, false, true]})") ==
          Names{"str.a"});
    CHECK(literals(R"({"input": ["a", "b", "c"], "output": [false, true, false]},
                      {"input": ["d", "b"], "output": [false, true]})") == Names{"str.b"});
    // The rarer side.
    CHECK(literals(R"({"input": ["a", "b", "c"], "output": [true, false, true]})") ==
          Names{"str.b"});
}

TEST_CASE("Programs that only move tokens need no literals") {
    CHECK(literals(R"({"input": ["a", "b", "c"], "output": ["c", "b", "a"]},
                      {"input": ["a", "a"], "output": ["a", "a"]})")
              .empty());
    CHECK(literals(R"({"input": [3, 1], "output": [1, 3]})").empty());
}

TEST_CASE("What an output has and its input has not is a literal") {
    const Names shifted = literals(R"({"input": ["a", "b"], "output": ["_", "a"]},
                                      {"input": ["c"], "output": ["_"]})");
    CHECK(shifted == Names{"str._", "str.a", "str.b", "str.c"});
    CHECK(literals(R"({"input": [1, 7], "output": [5, 5]}, {"input": [5.0], "output": [5]})") ==
          Names{"5"});
}

TEST_CASE("Numbers on both sides of a threshold are literals") {
    CHECK(literals(R"({"input": [3, 8, 1, 9], "output": [false, true, false, true]})") ==
          Names{"3", "8"});
    CHECK(literals(R"({"input": [3, 8, 1, 9], "output": [true, false, true, false]})") ==
          Names{"3", "8"});
    // Without a threshold, the numbers themselves.
    CHECK(literals(R"({"input": [3, 8, 1], "output": [true, false, false]})") == Names{"3"});
}

TEST_CASE("Where inputs have atoms, tokens of inputs are no literals") {
    CHECK(literals(R"({"input": [["a", "b"], "b"], "output": [false, true]})").empty());
    CHECK(literals(R"({"input": [["a", "b"], "b"], "output": ["-", "-"]})") == Names{"str.-"});
}

TEST_CASE("Fractions, truth values and selectors suggest no literals") {
    CHECK(literals(R"({"input": [1, 2], "output": [0.5, 1.5]})").empty());
    CHECK(literals(R"({"input": [true, false], "output": [false, true]})").empty());
    CHECK(literals(R"({"input": ["a"], "output": [[true]]})").empty());
    CHECK(literals(R"({"input": [], "error": "x"}, {"input": ["a"], "output": [[true]]})").empty());
}

TEST_CASE("Many values are cut down to those that recur, the most frequent ones first") {
    std::string many;
    for (char c = 'a'; c <= 'z'; ++c) {
        const std::string token(1, c);
        many += (many.empty() ? "" : ",") + std::string(R"({"input": ["q", ")") + token +
                R"("], "output": [")" + token + token + R"(", "!"]})";
    }
    // "aa", "bb" and so on are made by the program, and letters occur once, but for q.
    CHECK(literals(many) == Names{"str.!", "str.q"});
}
