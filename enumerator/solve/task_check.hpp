#pragma once

// What the programs that were found for a task rest on, and what they say where the examples end.
//
//     const std::vector<rasp::Example> held_out = hold_out(task, 2); // before the search
//     ...
//     const TaskCheck checked = check_solutions(language, task, held_out, solutions);
//     checked.programs[0].held_out_met // 2: the first program meets both
//     checked.question                 // an input to which two programs give different outputs
//
// Programs that meet all examples need not mean the same. A question is an input like those of the
// examples (rasp/tasks/input_sampler.hpp) to which two of them say different things; the right
// answer to it tells which of them is wrong.

#include "enumerator/bottom_up/task_search.hpp"
#include "enumerator/grammar/language.hpp"
#include "rasp/tasks/task.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

// Removes the last `count` examples of a task and returns them. At least one with an input that is
// not empty stays, so they can be fewer.
std::vector<rasp::Example> hold_out(rasp::Task& task, std::size_t count);

struct ProgramCheck {
    std::size_t held_out_met = 0; // of the examples held out
};

struct Question {
    rasp::Input input;
    std::size_t first = 0;  // the best program that meets all examples, by number
    std::size_t second = 0; // the best one that says something else to this input
    rasp::Evaluation first_says = {};
    rasp::Evaluation second_says = {};
};

struct TaskCheck {
    std::size_t examples = 0; // in the search, all of which all programs meet
    std::size_t held_out = 0;
    std::vector<ProgramCheck> programs = {}; // by solution
    std::optional<Question> question = {};   // between programs that meet all examples
};

inline constexpr std::size_t inputs_per_question = 300;

// Runs the solutions of a task, whose terms are those of `language`, on the examples held out and
// on inputs drawn. Of the inputs to which two programs say different things, the question has the
// shortest one, and prefers those on which neither fails. It depends on its arguments alone.
TaskCheck check_solutions(const Language& language, const rasp::Task& task,
                          std::span<const rasp::Example> held_out,
                          std::span<const Solution> solutions);

} // namespace rasp_stitch::enumerator
