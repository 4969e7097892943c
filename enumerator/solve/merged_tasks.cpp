#include "enumerator/solve/merged_tasks.hpp"

#include "enumerator/solve/empty_examples.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/tasks/task_check.hpp"
#include "rasp/tasks/task_literals.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace rasp_stitch::enumerator {

namespace {

bool have_same_examples(const rasp::Task& a, const rasp::Task& b) {
    return a.type == b.type &&
           std::ranges::equal(a.examples, b.examples, [](const auto& x, const auto& y) {
               return x.input == y.input && x.output == y.output;
           });
}

// With nothing to run programs on, every program would do.
void check_has_input(const rasp::Task& task) {
    if (std::ranges::all_of(task.examples, [](const rasp::Example& example) {
            return example.input.tokens.empty();
        })) {
        throw InputError({.found = "the task " + quote_excerpt(task.name) +
                                   " has no example with an input that is not empty",
                          .expected = "at least one"});
    }
}

void check_names(std::span<const SearchTask> tasks) {
    std::unordered_set<std::string_view> names;
    for (const SearchTask& task : tasks) {
        if (!names.insert(task.task.name).second) {
            throw InputError({.found = "two tasks are called " + quote_excerpt(task.task.name),
                              .expected = "a name of its own for each task"});
        }
    }
}

} // namespace

std::vector<SearchTask> merged_tasks(std::span<const rasp::TaskEntry> entries) {
    lambda::TypeStore types;
    std::vector<SearchTask> tasks;
    std::unordered_map<std::string, std::size_t> by_name; // up to the slash
    for (const rasp::TaskEntry& entry : entries) {
        rasp::check_task(types, entry.task);
        check_has_input(entry.task);
        rasp::Task searched = entry.task;
        drop_empty_examples(searched);
        const std::string name = entry.task.name.substr(0, entry.task.name.find('/'));
        const auto [found, is_new] = by_name.try_emplace(name, tasks.size());
        SearchTask* task = is_new ? nullptr : &tasks[found->second];
        if (task != nullptr && have_same_examples(task->task, searched)) {
            task->task.name = name;
        } else {
            task = &tasks.emplace_back(SearchTask{.task = std::move(searched), .literals = {}});
        }
        rasp::add_literals(task->literals, rasp::literals_of(entry));
    }
    check_names(tasks);
    return tasks;
}

} // namespace rasp_stitch::enumerator
