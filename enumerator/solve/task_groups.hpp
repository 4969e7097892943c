#pragma once

// Which tasks can be searched for together, in one language.
//
//     const std::vector<TaskGroup> groups = task_groups(
//         tasks, [&](const SearchTask& task) { return languages.added_by(task.literals); });
//     groups[0].request // "input(str) -> seq(num)"
//     groups[0].tasks   // 0, 3: tasks[0] and tasks[3]

#include "enumerator/solve/search_tasks.hpp"

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

struct TaskGroup {
    std::string request;            // numbers as num
    std::vector<std::string> key;   // of each of its tasks
    std::vector<std::size_t> tasks; // by number, in order
};

// What keeps tasks apart, besides the request and the kinds of their inputs: such as the literals
// that a task adds to the language.
using GroupKey = std::function<std::vector<std::string>(const SearchTask&)>;

// Groups in the order of their first task. Tasks as search_tasks gives them.
std::vector<TaskGroup> task_groups(std::span<const SearchTask> tasks, const GroupKey& key);

} // namespace rasp_stitch::enumerator
