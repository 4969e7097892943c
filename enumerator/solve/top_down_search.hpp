#pragma once

// Finds the most probable programs for tasks by looking at all programs, most probable ones first.
//
//     const TaskSearchResult result = search_top_down(
//         language, request, tasks, {.frontier_size = 5, .budget = {.seconds = 10}});
//
// The search is exact like bottom-up search (enumerator/bottom_up/bottom_up.hpp): for each task,
// the solutions are the `frontier_size` most probable programs that solve it, of all programs that
// cost less than `reached`. Of equally probable programs it takes the first ones by their texts,
// and bottom-up search the first ones that it makes. It looks at every program, and bottom-up
// search only at every behaviour, so it does not get as far; but it only needs memory for the table
// of programs.
//
// The programs come window by window, each 1.5 nats wide as in DreamCoder (Ellis et al. 2021)
// unless a plan says otherwise. A search that ends within a window returns what it has found there,
// and `reached` is where the window begins.

#include "enumerator/grammar/language.hpp"
#include "enumerator/task_search/task_search.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/tasks/task.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

// Searches for programs of the request, which is the type of all tasks, and adds those that it
// finds to the terms of the language. Throws InputError as require_rasp_request and search_window
// do.
TaskSearchResult search_top_down(Language& language, lambda::TypeId request,
                                 std::span<const rasp::Task> tasks,
                                 const TaskSearchOptions& options);

// Which windows to search, one after the other, while a task has fewer programs than are wanted.
struct WindowPlan {
    double lower = 0;       // nats, where the first window begins
    double width = 1.5;     // nats
    bool are_whole = false; // leave out a window that the upper bound would cut off

    // The number of programs wanted, by task, in place of `frontier_size` for all of them.
    std::vector<std::size_t> wanted = {};
};

TaskSearchResult search_windows(Language& language, lambda::TypeId request,
                                std::span<const rasp::Task> tasks, const WindowPlan& plan,
                                const TaskSearchOptions& options);

} // namespace rasp_stitch::enumerator
