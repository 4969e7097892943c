#pragma once

// The most probable programs for tasks, found from small programs to large ones.
//
//     const BottomUpResult result =
//         search_bottom_up(types, view, request, tasks, {.seconds = 5});
//     result.solutions[0][0].program   // the most probable program of the first task, as text
//     result.solutions[0][0].log_prior
//
// All tasks have the request's type; programs are evaluated once on the inputs of all of them, one
// rule at a time (enumerator/behaviour/rule_application.hpp), and looked up among the outputs
// (enumerator/behaviour/task_lookup.hpp). Of programs that behave the same on all inputs only the `kept` most
// probable are kept, for each symbol of the program table: table of weights, requested type with
// its variables, types of the variables in scope, and outcome (enumerator/grammar/program_table.hpp).
//
// Exact: for each task, the solutions are the `kept` most probable programs that solve it (among
// equals, the same ones each time), of all programs that cost less than `reached`. That holds for
// unigram and contextual grammars, with polymorphic productions, abstractions, and functions as
// arguments.
//   - A program's cost is the sum of its rules' costs (enumerator/grammar/hole_types.hpp says why a symbol
//     tells all that matters around it), so in a program a part can be exchanged for any other of
//     the same symbol, and its cost changes by the difference. In a contextual grammar the table of
//     a symbol is that of its place, so this holds there too.
//   - What a program does depends on its parts by their behaviours alone (proved in
//     enumerator/behaviour/rule_application.hpp, also below the lambdas of functions). A part that is not
//     kept has `kept` parts that do the same and cost no more: exchanged for each of these, the
//     program gives `kept` programs that do the same and cost no more, so it can be done without.
//   - Combinations come in the order of their costs (enumerator/bottom_up/cost_order.hpp), so the first
//     programs of a behaviour are the most probable ones.
//   - Equal calls of several symbols are looked at once (enumerator/bottom_up/shared_calls.hpp): programs of
//     a call that are not kept can be done without by the same argument.
//   - Where a primitive does not care for the order of its two arguments, and both are of one
//     symbol, exchanging them gives a program of the same cost and behaviour. One of the two is
//     evaluated and both are kept, if so many are.
//   - Where all productions use all that they take, what fails on an example that has an output
//     fails in every program around it. If there is such an example in each task it is dropped.
// InputError where the request is not RASP's or a production that can be used is none of RASP.

#include "enumerator/bottom_up/task_search.hpp"
#include "enumerator/grammar/language.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/tasks/task.hpp"

#include <cstddef>
#include <span>

namespace rasp_stitch::enumerator {

// At most 255 are kept.
struct BottomUpResult : TaskSearchResult {
    std::size_t behaviours = 0; // distinct ones
    std::size_t behaviour_bytes = 0;
};

BottomUpResult search_bottom_up(Language& language, lambda::TypeId request,
                                std::span<const rasp::Task> tasks,
                                const TaskSearchOptions& options);

} // namespace rasp_stitch::enumerator
