#pragma once

// The most probable programs for tasks, found by looking at all programs from the most probable
// ones on.
//
//     const TaskSearchResult result =
//         search_top_down(types, view, request, tasks, {.kept = 5, .seconds = 10});
//
// Exact like bottom-up search (enumerator/bottom_up/bottom_up.hpp): for each task, the solutions are the
// `kept` most probable programs that solve it, of all programs that cost less than `reached`. Of
// programs that are as probable these are the first by their texts, where bottom-up search takes
// those that it makes first. It looks at every program where that one looks at every behaviour, so
// it gets less far; it needs memory for the table of programs only.
//
// The programs come window by window, each 1.5 nats wide as DreamCoder has them (Ellis et al.
// 2021), unless a plan says otherwise. A search that ends within a window tells what it found
// there, and `reached` is where the window begins.

#include "enumerator/bottom_up/task_search.hpp"
#include "enumerator/grammar/grammar.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/tasks/task.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

// All tasks have the request's type. InputError as require_rasp_request and search_window throw it.
TaskSearchResult search_top_down(const lambda::TypeStore& types, const GrammarView& view,
                                 lambda::TypeId request, std::span<const rasp::Task> tasks,
                                 const TaskSearchOptions& options);

// Which windows to search, one after the other, while a task has fewer programs than are wanted.
struct WindowPlan {
    double lower = 0;                     // where the first begins, in nats
    double width = 1.5;                   // nats
    bool are_whole = false;               // none that the upper bound cuts off
    std::vector<std::size_t> wanted = {}; // programs by task, in the place of `kept` for all
};

TaskSearchResult search_windows(const lambda::TypeStore& types, const GrammarView& view,
                                lambda::TypeId request, std::span<const rasp::Task> tasks,
                                const WindowPlan& plan, const TaskSearchOptions& options);

} // namespace rasp_stitch::enumerator
