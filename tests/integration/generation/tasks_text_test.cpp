#include "integration/generation/tasks_text.hpp"

#include "rasp/tasks/task.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::generation;

TEST_CASE("Tasks are written one a line, and read again as they were, tags of numbers too") {
    enumerator::SearchTask task{
        .task = {.name = "t",
                 .type = "input(int) -> seq(int) -> seq(float)",
                 .arity = 2,
                 .examples = {{.input = {{rasp::Value(3), rasp::Value(2.0)}, rasp::Value(1)},
                               .output = rasp::Sequence{rasp::Value(0.1), rasp::Value(4)}},
                              {.input = {{rasp::Value(1)}, rasp::Value(1)},
                               .output = std::nullopt}}},
        .literals = {"one", "str.a"}};
    const std::string text = tasks_text(std::vector{task, task});
    CHECK(std::ranges::count(text, '\n') == 4);
    CHECK(text.find(R"({"input":[[3,2.0],1],"output":[0.1,4]})") != std::string::npos);
    const std::vector<rasp::TaskEntry> entries = rasp::read_tasks(text);
    REQUIRE(entries.size() == 2);
    for (const rasp::TaskEntry& entry : entries) {
        CHECK(entry.task.name == "t");
        CHECK(entry.task.type == task.task.type);
        CHECK(entry.task.arity == 2);
        CHECK(entry.literals == task.literals);
        CHECK(entry.task.examples[0].input == task.task.examples[0].input);
        CHECK(entry.task.examples[0].output == task.task.examples[0].output);
        CHECK(!entry.task.examples[1].output);
        CHECK(!entry.program);
    }
}

TEST_CASE("No tasks are an empty list") {
    CHECK(rasp::read_tasks(tasks_text({})).empty());
}
