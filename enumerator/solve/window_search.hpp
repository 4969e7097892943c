#pragma once

// The programs of a window of description length that solve tasks.
//
//     const TaskExamples examples = batch_examples(tasks);
//     const WindowSolutions found =
//         search_window(table, view, tasks, examples, {.lower = 6, .upper = 7.5}, {.kept = 5});
//     found.solutions[0] // of the first task: its most probable programs in the window
//
// Every program of the window is evaluated on the inputs of all tasks at once
// (enumerator/behaviour/derivation_behaviour.hpp) and looked up among their outputs. Each thread has
// behaviours of its own; when they take too much memory it begins with none again, which costs time
// and changes nothing.

#include "enumerator/behaviour/task_lookup.hpp"
#include "enumerator/bottom_up/task_search.hpp"
#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/program_table.hpp"
#include "enumerator/top_down/top_down.hpp"
#include "rasp/tasks/task.hpp"

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

struct WindowSolutions {
    // By task, best first; among programs of one cost, by their texts. Those of a window that was
    // searched to its end do not depend on the threads. `seconds` and `programs` of a solution
    // count from the beginning of the window.
    std::vector<std::vector<Solution>> solutions;
    TopDownResult search;
};

struct WindowSearchOptions {
    std::size_t kept = 1; // programs for each task

    // Called by any thread, never twice at once, with the number of programs looked at.
    std::function<void(std::uint64_t programs)> on_progress = {};
};

// Of a table made for the window's upper bound or more. The memory of the window's options is that
// of behaviours, too. InputError as enumerate_top_down and RuleApplication throw it.
WindowSolutions search_window(const ProgramTable& table, const GrammarView& view,
                              std::span<const rasp::Task> tasks, const TaskExamples& examples,
                              const TopDownOptions& window, const WindowSearchOptions& options);

} // namespace rasp_stitch::enumerator
