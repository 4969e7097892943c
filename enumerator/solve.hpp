#pragma once

// Programs for tasks: the wake phase over RASP.
//
//     const std::vector<rasp::TaskEntry> entries = rasp::read_tasks(text);
//     for (const SolvedGroup& group : solve(entries, {.primitives = "minimal"}, {.seconds = 60})) {
//         group.search.solutions[i] // of task group.tasks[i], best first
//     }
//
// Tasks with the same request and literals are searched for together (enumerator/bottom_up.hpp).
// Where the language is given by names, a task's literals, those of the program of its entry, are
// primitives, too.

#include "enumerator/bottom_up.hpp"
#include "enumerator/language.hpp"
#include "rasp/task.hpp"

#include <cstddef>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

struct SolveOptions {
    std::size_t frontier = 1;                        // programs for each task
    double upper = 100;                              // nats
    double seconds = 60;                             // in all
    std::size_t most_memory = std::size_t{4} << 30U; // of all threads, in bytes, about
    std::size_t threads = 1;
    std::stop_token stop = {};
};

struct SolvedGroup {
    std::string request; // numbers as num
    std::vector<std::string> literals;
    std::vector<std::size_t> tasks; // by number in the entries, as the search's solutions are
    BottomUpResult search;
};

// Groups in the order of their first task. Searched for are those with fewest tasks first, each
// with an equal part of the time that is left; which budgets of time end where depends on the
// machine. InputError as of read_language and enumerate_bottom_up.
std::vector<SolvedGroup> solve(std::span<const rasp::TaskEntry> entries,
                               const LanguageSource& language, const SolveOptions& options);

} // namespace rasp_stitch::enumerator
