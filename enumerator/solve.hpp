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
// together.

#include "enumerator/language.hpp"
#include "enumerator/search_tasks.hpp"
#include "enumerator/task_search.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::enumerator {

enum class Search : std::uint8_t {
    bottom_up, // enumerator/bottom_up.hpp
    top_down,  // enumerator/top_down_search.hpp
};

std::string_view name_of(Search search); // "bottom-up"

// Throws InputError for another name.
Search search_named(const std::string& name);

struct SolveProgress {
    double reached = 0; // by the group that was heard of last, in nats
    std::uint64_t programs = 0;
    std::size_t solved = 0; // tasks
    std::size_t groups_done = 0;
    std::size_t groups = 0;
};

struct SolveOptions {
    Search search = Search::bottom_up;
    std::size_t frontier = 1; // programs for each task
    double upper = 100;       // nats
    std::size_t threads = 1;

    // Budgets; what has been found when one is used up stays valid. Those of each group follow
    // from what is left for all: which groups end where depends on the machine where seconds are
    // limited, and on nothing but the tasks where only programs are.
    double seconds = std::numeric_limits<double>::infinity();                // in all
    std::uint64_t most_programs = std::numeric_limits<std::uint64_t>::max(); // of each group
    std::size_t most_memory = std::size_t{4} << 30U; // of all threads, in bytes, about
    std::stop_token stop = {};

    std::function<void(const SolveProgress&)> on_progress = {}; // now and then, never twice at once
};

struct SolvedGroup {
    std::string request;               // numbers as num
    std::vector<std::string> literals; // besides the productions of all
    std::vector<std::size_t> tasks;    // by number, as the search's solutions are
    TaskSearchResult search;
};

// Groups in the order of their first task. Every task has an input that is not empty. As many
// groups are searched at once as there are threads, those with fewest tasks first; the time that is
// left is divided by the rounds that this still takes. InputError as of
// Languages::with and of the searches.
std::vector<SolvedGroup> solve(std::span<const SearchTask> tasks, const Languages& languages,
                               const SolveOptions& options);

} // namespace rasp_stitch::enumerator
