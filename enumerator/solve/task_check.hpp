#pragma once

// What the programs that were found for a task rest on: examples of the search, and others that were
// held out from it.
//
//     const std::vector<rasp::Example> held_out = hold_out(task, 2); // before the search
//     ...
//     const TaskCheck checked = check_solutions(language, task, held_out, solutions);
//     checked.programs[0].held_out_met // 2: the first program meets both

#include "enumerator/grammar/language.hpp"
#include "enumerator/task_search/task_search.hpp"
#include "rasp/tasks/task.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

// Removes the last `count` examples of a task and returns them. At least one with an input that is
// not empty stays, so they can be fewer.
std::vector<rasp::Example> hold_out(rasp::Task& task, std::size_t count);

struct ProgramCheck {
    std::size_t held_out_met = 0; // of the examples held out
};

struct TaskCheck {
    std::size_t examples = 0; // in the search, all of which all programs meet
    std::size_t held_out = 0;
    std::vector<ProgramCheck> programs = {}; // by solution
};

// Runs the solutions of a task, whose terms are those of `language`, on the examples held out.
TaskCheck check_solutions(const Language& language, const rasp::Task& task,
                          std::span<const rasp::Example> held_out,
                          std::span<const Solution> solutions);

} // namespace rasp_stitch::enumerator
