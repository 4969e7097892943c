#pragma once

// Finds the programs of one window of description length that solve tasks.
//
//     const TaskExamples examples = batch_examples(tasks);
//     const WindowSolutions found =
//         search_window(table, view, language.terms, tasks, examples, {.lower = 6, .upper = 7.5},
//                       {.frontier_size = 5});
//     found.solutions[0] // the most probable programs in the window that solve the first task
//
// Every program of the window is evaluated on the inputs of all tasks at once
// (enumerator/behaviour/derivation_behaviour.hpp) and looked up among their outputs. Each thread
// has behaviours of its own. When they take too much memory it drops them all and starts again,
// which costs time and changes nothing else.

#include "enumerator/behaviour/task_lookup.hpp"
#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/program_table.hpp"
#include "enumerator/task_search/task_search.hpp"
#include "enumerator/top_down/top_down.hpp"
#include "lambda/terms/term_store.hpp"
#include "rasp/tasks/task.hpp"

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

struct WindowSolutions {
    // By task, best first, and programs of the same cost in the order of their texts. If the window
    // was searched to its end, they do not depend on the number of threads. `seconds` and
    // `programs` of a solution count from the beginning of the window.
    std::vector<std::vector<Solution>> solutions;
    TopDownResult search;
};

struct WindowSearchOptions {
    std::size_t frontier_size = 1; // programs wanted for each task

    // Called by one thread at a time with the number of programs looked at so far.
    std::function<void(std::uint64_t programs)> on_progress = {};
};

// Searches a table made for the upper bound of the window or for a higher one, and adds what it
// finds to `terms`. The memory in the budget of the window is also that of behaviours. Throws
// InputError as enumerate_top_down and RuleApplication do.
WindowSolutions search_window(const ProgramTable& table, const GrammarView& view,
                              lambda::TermStore& terms, std::span<const rasp::Task> tasks,
                              const TaskExamples& examples, const TopDownOptions& window,
                              const WindowSearchOptions& options);

} // namespace rasp_stitch::enumerator
