#include "enumerator/solve/group_tasks.hpp"

#include "lambda/types/type_store.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/kernels/batch.hpp"
#include "rasp/language/typing.hpp"

#include <algorithm>
#include <utility>

namespace rasp_stitch::enumerator {

namespace {

// Tasks can have inputs of different kinds if the request leaves the type of the input open.
bool have_inputs_alike(const SearchTask& a, const SearchTask& b) {
    return rasp::have_same_kinds(a.task.examples.front().input, b.task.examples.front().input);
}

} // namespace

std::vector<TaskGroup> group_tasks(std::span<const SearchTask> tasks, const GroupKey& key) {
    std::vector<TaskGroup> groups;
    lambda::TypeStore types;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        TaskGroup wanted{
            .request = lambda::print_type(types, rasp::parse_task_type(types, tasks[i].task.type)),
            .key = key(tasks[i]),
            .tasks = {}};
        auto found = std::ranges::find_if(groups, [&](const TaskGroup& group) {
            return group.request == wanted.request && group.key == wanted.key &&
                   have_inputs_alike(tasks[group.tasks.front()], tasks[i]);
        });
        if (found == groups.end()) {
            found = groups.insert(groups.end(), std::move(wanted));
        }
        found->tasks.push_back(i);
    }
    return groups;
}

} // namespace rasp_stitch::enumerator
