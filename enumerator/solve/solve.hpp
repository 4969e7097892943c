#pragma once

// Programs for tasks: the wake phase over RASP.
//
//     const std::vector<SearchTask> tasks = search_tasks(rasp::read_tasks(text));
//     const Languages languages({.primitives = "minimal"});
//     for (const SolvedGroup& group : solve(tasks, languages, {.seconds = 60})) {
//         group.search.solutions[i] // of task group.tasks[i], best first
//     }
//
// Tasks with the same request and the same language, which their literals add to, are searched for
// together (enumerator/solve/search_groups.hpp).

#include "enumerator/bottom_up/task_search.hpp"
#include "enumerator/grammar/language.hpp"
#include "enumerator/solve/search_groups.hpp"
#include "enumerator/solve/search_tasks.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

struct SolvedGroup {
    std::string request;               // numbers as num
    std::vector<std::string> literals; // besides the productions of all
    std::vector<std::size_t> tasks;    // by number, as the search's solutions are
    TaskSearchResult search;
};

// Groups in the order of their first task. Every task has an input that is not empty. InputError as
// of Languages::with and of the searches.
std::vector<SolvedGroup> solve(std::span<const SearchTask> tasks, const Languages& languages,
                               const SolveOptions& options);

} // namespace rasp_stitch::enumerator
