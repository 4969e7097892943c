#include "rasp/tasks/task_check.hpp"

#include "rasp/tasks/inferred_type.hpp"
#include "tests/support/message_of.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::rasp;

namespace {

Task task_of(const std::string& examples, const std::string& more = "") {
    return read_tasks(R"([{"name": "t", "examples": [)" + examples + "]" + more + "}]")[0].task;
}

std::string complaint(const std::string& examples) {
    return message_of([&] {
        lambda::TypeStore types;
        check_task(types, task_of(examples));
    });
}

} // namespace

TEST_CASE("One input with two outputs is refused with both examples") {
    CHECK(
        complaint(R"({"input": ["a"], "output": [1]}, {"input": ["b"], "output": [1]},
                       {"input": ["a"], "output": [2]})")
            .starts_with("examples 1 and 3 of the task \"t\" contradict each other: for the input "
                         "[\"a\"], one gives [1] and the other [2]"));
    CHECK(complaint(R"({"input": ["a"], "output": [1]}, {"input": ["a"], "error": "x"})")
              .find("one gives [1] and the other an error") != std::string::npos);
}

TEST_CASE("Outputs that a program can give at once do not contradict each other") {
    CHECK_FALSE(contradiction_in(task_of(R"({"input": ["a"], "output": [1]},
        {"input": ["a"], "output": [1.0]}, {"input": ["a"], "output": [true]})")));
    CHECK_FALSE(contradiction_in(task_of(R"({"input": ["a"], "output": [0.3]},
        {"input": ["a"], "output": [0.30000000000000004]})")));
    // Another atom is another input, and so is 1.0 for 1.
    CHECK_FALSE(contradiction_in(task_of(R"({"input": [["a"], 1], "output": [1]},
                                            {"input": [["a"], 2], "output": [2]})")));
    CHECK_FALSE(contradiction_in(task_of(R"({"input": [1], "output": [1]},
                                            {"input": [1.0], "output": [2]})")));
}

TEST_CASE("The type of a task follows from its examples if none is given") {
    const auto type_of = [](const std::string& examples) { return task_of(examples).type; };
    CHECK(type_of(R"({"input": ["a", "b"], "output": [0, 1]})") == "input(str) -> seq(num)");
    CHECK(type_of(R"({"input": [], "error": "x"}, {"input": [1], "output": [true]},
                     {"input": [2], "output": [0.5]})") == "input(num) -> seq(num)");
    CHECK(type_of(R"({"input": [true], "output": [[true]]})") == "input(bool) -> sel");
    const Task with_atom = task_of(R"({"input": [["a"], 2], "output": ["a"]})");
    CHECK(with_atom.type == "input(str) -> seq(num) -> seq(str)");
    CHECK(with_atom.arity == 2);
    CHECK(task_of(R"({"input": [["a"], 2], "output": ["a"]})", R"(, "arity": 2)").type ==
          "input(str) -> seq(num) -> seq(str)");
}

TEST_CASE("Without a type, the examples have to show it") {
    const auto about = [](const std::string& examples) {
        return message_of([&] { task_of(examples); });
    };
    const std::string missing = "the member \"type\" is missing, and the examples do not show";
    CHECK(about("").find(missing) != std::string::npos);
    CHECK(about(R"({"input": [], "output": []})").find(missing) != std::string::npos);
    CHECK(about(R"({"input": ["a"], "error": "x"})").find(missing) != std::string::npos);
    CHECK(about(R"({"input": 3, "output": [1]})").find("at /0/examples/0/input") !=
          std::string::npos);
}

TEST_CASE("A type that RASP does not have is refused with its place") {
    lambda::TypeStore types;
    const auto about = [&](const std::string& type) {
        return message_of([&] { check_task(types, {.name = "t", .type = type}); });
    };
    CHECK(about("input(str) -> seq(strng)").find("\"strng\" is not a type of RASP") !=
          std::string::npos);
    CHECK(about("input -> seq(num)").find("input with no arguments") != std::string::npos);
    CHECK(about("input(str) -> seq(num, num)").find("seq with 2 arguments") != std::string::npos);
}
