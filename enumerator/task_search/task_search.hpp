#pragma once

// Door of enumerator/task_search.
// Not installed: enumerator/solve/solve.hpp searches for the programs of tasks.
//
// What a search for the programs of tasks is given and what it returns, top-down or bottom-up.
//
// ```cpp
// #include "enumerator/grammar/expression_types.hpp"
// #include "enumerator/rasp_language/rasp_language.hpp"
// #include "lambda/types/type_text.hpp"
// Language language = rasp_language("indices,length");
// const lambda::TypeId request = lambda::parse_type(language.types, "input(str) -> seq(num)");
// const lambda::TermId term = read_expression(language.terms, "(lambda (indices $0))");
// const std::vector<Solution> solutions = {{.program = {.term = term, .log_prior = -2}}};
// CHECK(solutions[0].proven);
// CHECK(frontier_of(request, solutions).programs[0].term == term);
// ```

#include "enumerator/grammar/frontier.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/tasks/task.hpp"
#include "support/budget/budget.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

struct TaskSearchProgress {
    double reached = 0;         // nats; all programs below have been looked at
    std::uint64_t programs = 0; // looked at
    std::size_t solved = 0;     // tasks
};

struct TaskSearchOptions {
    double upper = 100;            // nats, excluded
    std::size_t frontier_size = 1; // programs wanted for each task; at most 255
    std::size_t threads = 1;

    // Whether the outputs of a task that is searched for alone are also used backwards
    // (enumerator/task_search/backward_hook.hpp). That finds larger programs, which are not proven
    // to be the most probable ones.
    bool backwards = false;

    // Programs that are told of for a task, if that is more than `frontier_size`. The search ends
    // with as many as are wanted, but does not drop what it has found backwards until then. So what
    // a search that was stopped early has told of, a longer one tells of, too.
    std::size_t told = 0;

    // The task that the one searched for has some of the examples of, if any. What is found
    // backwards has to meet all of them.
    const rasp::Task* whole_task = nullptr;

    Budget budget = {}; // what has been found when it is used up stays valid

    // Whether bottom-up search computes with narrow columns where it can
    // (enumerator/in_buckets/column_search.hpp). For comparison; the result is the same.
    bool narrow_columns = true;

    // Called now and then, by one thread at a time.
    std::function<void(const TaskSearchProgress&)> on_progress = {};
};

// A program of a frontier, and when it was found.
struct Solution {
    FrontierProgram program;    // its term is one of the language that was searched in
    double seconds = 0;         // since the search began
    std::uint64_t programs = 0; // looked at until then

    // Whether it is known that all programs that solve the task and cost less are solutions as
    // well. Otherwise it solves the task, and there may be more probable programs that do.
    bool proven = true;
};

struct TaskSearchResult {
    std::vector<std::vector<Solution>> solutions; // by task, best first
    double reached = 0;                           // nats; all programs below have been looked at
    std::uint64_t programs = 0;                   // looked at

    // StopReason::none if each task has as many programs as are wanted, or there are no more
    // programs below the upper bound.
    StopReason stopped = StopReason::none;
    double seconds = 0;

    // By example of the whole task (TaskSearchOptions), how many candidates that were found
    // backwards it refuted: they met the examples that were searched on. Empty without such a task.
    std::vector<std::size_t> refuted_by = {};
};

struct BottomUpResult : TaskSearchResult {
    std::size_t behaviours = 0; // different ones that were met
    std::size_t behaviour_bytes = 0;
};

// Returns the frontier of a task from its solutions.
inline Frontier frontier_of(lambda::TypeId request, std::span<const Solution> solutions) {
    Frontier frontier{.request = request, .programs = {}};
    for (const Solution& solution : solutions) {
        frontier.programs.push_back(solution.program);
    }
    return frontier;
}

} // namespace rasp_stitch::enumerator
