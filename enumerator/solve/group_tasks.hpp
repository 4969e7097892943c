#pragma once

// Groups the tasks that can be searched for together, in one language.
//
//     const std::vector<TaskGroup> groups =
//         group_tasks(tasks, [](const SearchTask& task) { return task.literals; });
//     groups[0].request // "input(str) -> seq(num)"
//     groups[0].tasks   // {0, 3}: tasks[0] and tasks[3]

#include "enumerator/solve/merged_tasks.hpp"

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

struct TaskGroup {
    std::string request;            // with num for int and float
    std::vector<std::string> key;   // the same for each of its tasks
    std::vector<std::size_t> tasks; // by number, in order
};

// What keeps tasks apart besides the request and the kinds of their inputs, such as the literals
// that a task adds to the language.
using GroupKey = std::function<std::vector<std::string>(const SearchTask&)>;

// Returns the groups in the order of their first task. Every task needs an example.
std::vector<TaskGroup> group_tasks(std::span<const SearchTask> tasks, const GroupKey& key);

} // namespace rasp_stitch::enumerator
