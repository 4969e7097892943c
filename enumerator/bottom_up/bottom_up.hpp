#pragma once

// Door of enumerator/bottom_up.
//
// Finds the most probable programs for tasks, from small programs to large ones. Tasks of one type
// and a language come in; for each task the most probable programs that solve it go out. The method
// is bottom-up enumeration by cost with observational equivalence (Bee Search, Ameen and Lelis
// 2023; Heap Search, Fijalkow et al. 2022; Probe, Barke et al. 2020), made exact.
//
// ```cpp
// #include "enumerator/grammar/expression_types.hpp"
// #include "enumerator/rasp_language/rasp_language.hpp"
// #include "lambda/types/type_text.hpp"
// Language language = rasp_language("tokens,add,one");
// const lambda::TypeId request = lambda::parse_type(language.types, "input(num) -> seq(num)");
// const rasp::Sequence before = {rasp::Value(1), rasp::Value(5)};
// const rasp::Sequence after = {rasp::Value(2), rasp::Value(6)};
// const std::vector<rasp::Task> tasks = {
//     {.name = "next", .type = "", .examples = {{{.tokens = before}, after}}}};
// const BottomUpResult result =
//     search_bottom_up(language, request, tasks, {.upper = 10, .frontier_size = 1});
// const FrontierProgram best = result.solutions[0][0].program;
// CHECK(print_expression(language.terms, best.term) == "(lambda (add (tokens $0) one))");
// ```
//
// Programs are evaluated once on the inputs of all tasks, one rule at a time
// (enumerator/behaviour/rule_application.hpp), and looked up among the outputs
// (enumerator/behaviour/task_lookup.hpp). Where all inputs are short and no production takes
// functions, this is done in narrow columns, for many programs at once and on all threads
// (enumerator/in_buckets/column_search.hpp, which tells the one way in which that differs). Of the
// programs that behave the same on all inputs, only the `frontier_size` most probable ones are kept
// for each symbol of the program table: that is, for each table of weights, requested type with its
// variables, types of the variables in scope, and outcome (enumerator/grammar/program_table.hpp).
//
// The search is exact: for each task, the solutions are the `frontier_size` most probable programs
// that solve it, of all programs that cost less than `reached`. Among equally probable programs it
// makes the same choice each time. This holds for unigram and contextual grammars, with polymorphic
// productions, abstractions, and functions as arguments, because
//   - the cost of a program is the sum of the costs of its rules, and a symbol says everything
//     about a part that matters around it (enumerator/grammar/hole_types.hpp). So a part of a
//     program can be exchanged for any other of the same symbol, and the cost changes by the
//     difference. In a contextual grammar the table of a symbol is that of its place, so this holds
//     there too.
//   - what a program does depends on its parts by their behaviours alone (proved in
//     enumerator/behaviour/rule_application.hpp, also below the lambdas of functions). For a part
//     that is not kept there are `frontier_size` parts that are kept, do the same, and do not cost
//     more. Exchanging it for each of these gives as many programs that do the same and do not cost
//     more, so the program is not needed.
//   - combinations come in the order of their costs (enumerator/by_cost/cost_order.hpp), or a
//     bucket of costs is sorted before any is kept (enumerator/in_buckets/column_search.hpp). So
//     the first programs of a behaviour are the most probable ones.
//   - equal calls of several symbols are looked at once (enumerator/task_search/shared_calls.hpp).
//     The programs of a call that are not kept are not needed by the same argument.
//   - if a primitive does not depend on the order of its two arguments, and both are of one symbol,
//     exchanging them gives a program of the same cost and behaviour. One of the two is evaluated,
//     and both are kept if there is room for them.
//   - if all productions use all of their arguments, what fails on an example with an output fails
//     in every program around it. If there is such an example in each task, it is dropped.

#include "enumerator/grammar/language.hpp"
#include "enumerator/task_search/task_search.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/tasks/task.hpp"

#include <span>

namespace rasp_stitch::enumerator {

// Searches for programs of the request, which is the type of all tasks, and adds those that it
// finds to the terms of the language. Throws InputError if the request is not a type of RASP
// programs, if a production that can be used is not one of RASP, or if `frontier_size` is not from
// 1 to 255.
BottomUpResult search_bottom_up(Language& language, lambda::TypeId request,
                                std::span<const rasp::Task> tasks,
                                const TaskSearchOptions& options);

} // namespace rasp_stitch::enumerator
