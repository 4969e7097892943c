#include "rasp/program/program_file.hpp"

#include "enumerator/grammar/frontier_json.hpp"
#include "lambda/types/type_json.hpp"
#include "lambda/types/type_store.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/language/typing.hpp"
#include "support/json/json_cursor.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

namespace rasp_stitch::rasp {

namespace field = enumerator::frontier_field;

namespace {

void add_frontier(std::vector<TaskEntry>& entries, const JsonCursor& frontier) {
    lambda::TypeStore types;
    const JsonCursor request = frontier.member(field::request);
    const lambda::TypeId type = lambda::read_type(types, request);
    const std::optional<std::size_t> arity = program_arity(types, type);
    if (!arity) {
        request.fail("the request " + lambda::excerpt_of_type(types, type),
                     "the type of a program of RASP");
    }
    const Task task{.name = frontier.member(field::task).string(),
                    .type = lambda::print_type(types, type),
                    .arity = *arity};
    for (const JsonCursor program : frontier.member(field::programs).elements()) {
        entries.push_back({.task = task, .program = program.member(field::program).string()});
    }
}

bool has_frontiers(const JsonCursor& document) {
    return document.is_object() && document.optional_member(field::frontiers).has_value();
}

std::string before_slash(const std::string& name) {
    return name.substr(0, name.find('/'));
}

} // namespace

std::vector<TaskEntry> read_programs(const JsonCursor& document) {
    if (!has_frontiers(document)) {
        return read_tasks(document);
    }
    std::vector<TaskEntry> entries;
    for (const JsonCursor frontier : document.member(field::frontiers).elements()) {
        add_frontier(entries, frontier);
    }
    return entries;
}

std::vector<std::string> use_examples(std::vector<TaskEntry>& entries,
                                      std::span<const TaskEntry> tasks) {
    std::unordered_map<std::string, const Task*> by_name;
    for (const TaskEntry& entry : tasks) {
        by_name.insert_or_assign(entry.task.name, &entry.task);
    }
    for (const TaskEntry& entry : tasks) {
        by_name.try_emplace(before_slash(entry.task.name), &entry.task);
    }
    std::vector<std::string> missing;
    std::vector<TaskEntry> found;
    for (TaskEntry& entry : entries) {
        if (!entry.program) {
            continue;
        }
        const auto task = by_name.find(entry.task.name);
        if (task != by_name.end()) {
            entry.task.examples = task->second->examples;
            entry.task.arity = task->second->arity;
            found.push_back(std::move(entry));
        } else if (std::ranges::find(missing, entry.task.name) == missing.end()) {
            missing.push_back(entry.task.name);
        }
    }
    entries = std::move(found);
    return missing;
}

} // namespace rasp_stitch::rasp
