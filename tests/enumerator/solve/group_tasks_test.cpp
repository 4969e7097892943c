#include "enumerator/solve/group_tasks.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::enumerator;

namespace {

SearchTask task_of(const std::string& type, const rasp::Sequence& tokens,
                   const std::vector<std::string>& literals = {}) {
    return {.task = {.name = type,
                     .type = type,
                     .examples = {{.input = {tokens, {}}, .output = rasp::Output(tokens)}}},
            .literals = literals};
}

const GroupKey by_literals = [](const SearchTask& task) { return task.literals; };

const rasp::Sequence word = rasp::characters("ab");
const rasp::Sequence numbers = {rasp::Value(1), rasp::Value(2)};

std::vector<std::vector<std::size_t>> numbers_of(const std::vector<TaskGroup>& groups) {
    std::vector<std::vector<std::size_t>> tasks;
    for (const TaskGroup& group : groups) {
        tasks.push_back(group.tasks);
    }
    return tasks;
}

using Groups = std::vector<std::vector<std::size_t>>;

} // namespace

TEST_CASE("Tasks of one request are in one group, whether it says int or float") {
    const std::vector<SearchTask> tasks = {task_of("input(str) -> seq(int)", word),
                                           task_of("input(str) -> seq(str)", word),
                                           task_of("input(str) -> seq(float)", word)};
    const std::vector<TaskGroup> groups = group_tasks(tasks, by_literals);
    CHECK(numbers_of(groups) == Groups{{0, 2}, {1}});
    CHECK(groups[0].request == "input(str) -> seq(num)");
}

TEST_CASE("The key keeps tasks apart") {
    const std::vector<SearchTask> tasks = {task_of("input(str) -> seq(str)", word, {"str.a"}),
                                           task_of("input(str) -> seq(str)", word),
                                           task_of("input(str) -> seq(str)", word, {"str.a"})};
    const std::vector<TaskGroup> groups = group_tasks(tasks, by_literals);
    CHECK(numbers_of(groups) == Groups{{0, 2}, {1}});
    CHECK(groups[0].key == std::vector<std::string>{"str.a"});
    const GroupKey none = [](const SearchTask&) { return std::vector<std::string>{}; };
    CHECK(numbers_of(group_tasks(tasks, none)) == Groups{{0, 1, 2}});
}

TEST_CASE("Inputs of different kinds are kept apart if the request leaves their type open") {
    const std::vector<SearchTask> tasks = {task_of("input(t0) -> seq(t0)", word),
                                           task_of("input(t0) -> seq(t0)", numbers),
                                           task_of("input(t0) -> seq(t0)", word)};
    CHECK(numbers_of(group_tasks(tasks, by_literals)) == Groups{{0, 2}, {1}});
}

TEST_CASE("No tasks give no groups") {
    CHECK(group_tasks({}, by_literals).empty());
}
