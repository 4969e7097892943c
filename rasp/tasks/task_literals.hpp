#pragma once

// The literals of a task: the constants that programs for it may use besides the primitives.
//
//     literals_of(entry)                 // {"str.a", "two"}: those that the entry names, or else
//                                        // those of the program that it has
//     joined_literals(tasks, literals)   // those of many tasks: literals(task) for each of them
//     literal_kind("two")                // ValueKind::number
//     literal_kind("one")                // nullopt: a primitive that every task has
//
// A list of literals has canonical names (rasp/language/literal.hpp), in bytewise order, each once.

#include "rasp/language/value.hpp"
#include "rasp/tasks/task.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::rasp {

// Throws InputError with the name of the task if the program of the entry cannot be read.
std::vector<std::string> literals_of(const TaskEntry& entry);

// Adds literals to a list, which stays in order and has each once.
void add_literals(std::vector<std::string>& literals, std::span<const std::string> more);

// Returns the literals of all the tasks together.
template <class Tasks, class LiteralsOf>
std::vector<std::string> joined_literals(const Tasks& tasks, const LiteralsOf& literals_of_task) {
    std::vector<std::string> joined;
    for (const auto& task : tasks) {
        add_literals(joined, std::invoke(literals_of_task, task));
    }
    return joined;
}

// Returns the kind of a literal that a task brings along and other tasks need not have, such as
// "str.a", "two" and "true". Returns nullopt for abstractions and for primitives; "zero" and "one"
// are primitives here, since they are in the minimal base.
std::optional<ValueKind> literal_kind(std::string_view expression);

// Returns the literals that are a task's own: those that have a literal_kind().
std::vector<std::string> own_literals(std::span<const std::string> literals);

} // namespace rasp_stitch::rasp
