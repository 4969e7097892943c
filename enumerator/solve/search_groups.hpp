#pragma once

// Searches for groups of tasks, each group in a language of its own, under budgets for them all.
//
//     std::vector<SearchGroup> groups;
//     groups.push_back({.language = grammar_for(tasks[0]), .request = request, .tasks = {0}});
//     const std::vector<TaskSearchResult> results = search_groups(tasks, groups, {.seconds = 60});
//     results[0].solutions[0] // of task groups[0].tasks[0], best first
//
// Which tasks can be in a group together tells enumerator/solve/task_groups.hpp.

#include "enumerator/bottom_up/task_search.hpp"
#include "enumerator/grammar/language.hpp"
#include "enumerator/solve/search_tasks.hpp"
#include "lambda/types/type_store.hpp"

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
    bottom_up, // enumerator/bottom_up/bottom_up.hpp
    top_down,  // enumerator/solve/top_down_search.hpp
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
    static constexpr std::uint64_t no_limit = std::numeric_limits<std::uint64_t>::max();

    Search search = Search::bottom_up;
    std::size_t frontier = 1; // programs for each task
    double upper = 100;       // nats
    std::size_t threads = 1;

    // Budgets; what has been found when one is used up stays valid. Those of each group follow
    // from what is left for all: which groups end where depends on the machine where seconds are
    // limited, and on nothing but the tasks where only programs are.
    double seconds = std::numeric_limits<double>::infinity(); // in all
    std::uint64_t most_programs = no_limit;                   // of each group
    std::uint64_t most_programs_per_task = no_limit; // of a group: that many times its tasks
    std::size_t most_memory = std::size_t{4} << 30U; // of all threads, in bytes, about
    std::stop_token stop = {};

    std::function<void(const SolveProgress&)> on_progress = {}; // now and then, never twice at once
};

struct SearchGroup {
    Language language;
    lambda::TypeId request{}; // in the types of the language
    std::vector<std::size_t> tasks;
};

// A result for each group, its solutions as the group has its tasks. As many groups are searched at
// once as there are threads, those with fewest tasks first; the time that is left is divided by the
// rounds that this still takes. InputError as of the searches.
std::vector<TaskSearchResult> search_groups(std::span<const SearchTask> tasks,
                                            std::span<const SearchGroup> groups,
                                            const SolveOptions& options);

} // namespace rasp_stitch::enumerator
