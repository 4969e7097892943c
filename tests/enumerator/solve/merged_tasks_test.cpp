#include "enumerator/solve/merged_tasks.hpp"

#include "support/files/file.hpp"
#include "support/text/input_error.hpp"
#include "tests/support/message_of.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::enumerator;

namespace {

using Names = std::vector<std::string>;

std::vector<SearchTask> tasks_of(const std::string& text) {
    return merged_tasks(rasp::read_tasks(text));
}

constexpr const char* places = R"j("type": "input(str) -> seq(int)", "examples": [
    {"input": ["a"], "output": [0]}])j";
constexpr const char* ones = R"j("type": "input(str) -> seq(int)", "examples": [
    {"input": ["a"], "output": [1]}])j";

std::string entry(const std::string& name, const char* rest, const std::string& more = "") {
    return R"({"name": ")" + name + "\", " + rest + (more.empty() ? "" : ", " + more) + "}";
}

} // namespace

TEST_CASE("The corpus has 78 tasks") {
    const std::string path = RASP_STITCH_SOURCE_DIR "/corpora/rasp.json";
    const std::vector<SearchTask> tasks = tasks_of(read_input(path));
    CHECK(tasks.size() == 78);
}

TEST_CASE("Entries of one task are one task, others keep their names") {
    const std::vector<SearchTask> tasks =
        tasks_of("[" + entry("a/core", places) + "," + entry("a/other", ones) + "," +
                 entry("a/long", places) + "," + entry("b/core", ones) + "]");
    REQUIRE(tasks.size() == 3);
    CHECK(tasks[0].task.name == "a");
    CHECK(tasks[1].task.name == "a/other");
    CHECK(tasks[2].task.name == "b/core");
}

TEST_CASE("Literals are those that entries name, or else those of their programs") {
    const std::string long_program = R"j("program": "(lam (add 2 (add one 2)))")j";
    const std::string other_program = R"j("program": "(lam 0.5)")j";
    const std::string named = R"j("program": "(lam 7)", "literals": ["str.b", "2"])j";
    const std::vector<SearchTask> tasks = tasks_of(
        "[" + entry("a", places, long_program) + "," + entry("a/core", places, other_program) +
        "," + entry("b", places, named) + "," + entry("c", places) + "]");
    REQUIRE(tasks.size() == 3);
    CHECK(tasks[0].literals == Names{"0.5", "one", "two"});
    CHECK(tasks[1].literals == Names{"str.b", "two"});
    CHECK(tasks[2].literals.empty());
}

TEST_CASE("DreamCoder's tasks are read, alone or in a request") {
    const std::string number = R"({"constructor": "seq", "arguments": [
        {"constructor": "int", "arguments": []}]})";
    const std::string input = R"({"constructor": "input", "arguments": [
        {"constructor": "str", "arguments": []}]})";
    const std::string arrow = R"({"constructor": "->", "arguments": [)";
    const std::string task = R"({"name": "x/y", "request": )" + arrow + input + "," + number +
                             R"(]}, "examples": [{"inputs": [["a", "b"]], "output": [0, 1]}]})";
    for (const std::string& text : {"[" + task + "]", "{\"tasks\": [" + task + "]}"}) {
        const std::vector<SearchTask> tasks = tasks_of(text);
        REQUIRE(tasks.size() == 1);
        CHECK(tasks[0].task.name == "x/y");
        CHECK(tasks[0].task.type == "input(str) -> seq(int)");
        CHECK(tasks[0].task.examples[0].input.tokens == rasp::characters("ab"));
    }
    const std::string two = R"([{"name": "f", "request": )" + arrow + input + "," + arrow + number +
                            "," + number + R"(]}]}, "examples": [)";
    CHECK(tasks_of(two + R"({"inputs": [["a"], 3], "output": [3]}]}])")[0]
              .task.examples[0]
              .input.atom == rasp::Value(std::int64_t{3}));
    CHECK(message_of([&] {
              tasks_of(two + R"({"inputs": [["a"]], "output": [3]}]}])");
          }).find("at /0/examples/0/inputs: 1 input") != std::string::npos);
    CHECK(message_of([&] {
              tasks_of(R"([{"name": "f", "request": )" + number + R"(, "examples": []}])");
          }).find("/0/request") != std::string::npos);
}

TEST_CASE("An example that is empty on both sides is left out of what is searched for") {
    const auto examples_of = [](const std::string& type, const std::string& examples) {
        return tasks_of(R"j([{"name": "a", "type": "input(str) -> )j" + type +
                        R"j(", "examples": [)j" + examples + "]}]")[0]
            .task.examples;
    };
    const std::string empty = R"j({"input": [], "output": []}, )j";
    const std::string failing = R"j({"input": [], "error": "empty"}, )j";
    const std::string number = R"j({"input": ["a"], "output": [0]})j";
    REQUIRE(examples_of("seq(int)", empty + empty + number).size() == 1);
    CHECK(examples_of("seq(int)", empty + number)[0].input.tokens == rasp::characters("a"));
    CHECK(examples_of("seq(int)", failing + number).size() == 2);
    // Nothing has any type.
    CHECK(examples_of("t0", empty + R"j({"input": ["a"], "output": ["b"]})j").size() == 1);
    CHECK(examples_of("sel", empty + R"j({"input": ["a"], "output": [[true]]})j").size() == 1);
}

TEST_CASE("Entries that cannot be tasks are errors") {
    const auto complaint = [](const std::string& text) {
        return message_of([&] { tasks_of("[" + text + "]"); });
    };
    CHECK(complaint(entry("a", places) + "," + entry("b", ones) + "," + entry("a", ones))
              .find("two tasks are called \"a\"") != std::string::npos);
    CHECK(complaint(entry("a", places, R"("literals": ["tokens"])"))
              .find("/0/literals/0: \"tokens\" is not a literal") != std::string::npos);
    CHECK(complaint(entry("a", places, R"j("program": "(lam (ad $0))")j"))
              .find("the program of \"a\"") != std::string::npos);
    const auto task_with = [&](const std::string& type, const std::string& examples) {
        return complaint(R"j({"name": "t", "type": ")j" + type + R"j(", "examples": [)j" +
                         examples + "]}");
    };
    const std::string any = "input(str) -> seq(t0)";
    CHECK(task_with(any, R"({"input": ["a"], "output": ["a"]}, {"input": ["b"], "output": [1]})")
              .find("example 2 of the task \"t\": the type of the output differs") !=
          std::string::npos);
    CHECK(task_with("input(t0) -> seq(t1)",
                    R"({"input": ["a"], "output": [1]}, {"input": [1], "output": [1]})")
              .find("the type of the input differs") != std::string::npos);
    CHECK(task_with(any, "").find("has no example with an input") != std::string::npos);
}
