#pragma once

// Door of enumerator/solve.
//
// Finds programs for tasks: the wake phase of DreamCoder (Ellis et al. 2021) over RASP.
// Tasks and a language come in; for each task its frontier goes out, the most probable programs in
// the language that give the outputs of all its examples, and the result says up to which
// description length it is exact. Tasks with the same request and the same literals have one
// language and are a group (enumerator/solve/solve_groups.hpp). Bottom-up search looks for each
// task by itself, on few of its examples first, in rounds (enumerator/solve/task_rounds.hpp).
//
// ```cpp
// #include "enumerator/grammar/expression_types.hpp"
// #include "enumerator/rasp_language/rasp_language.hpp"
// #include "enumerator/solve/example_task.hpp"
// const std::vector<std::string> examples = {"[3, 1, 2] -> [4, 2, 3]"};
// const std::vector<SearchTask> tasks = {{.task = example_task(examples), .literals = {}}};
// const std::vector<SolvedGroup> groups =
//     solve(tasks, rasp_language("tokens,indices,add,one"), {.upper = 12});
// const FrontierProgram best = groups[0].result.solutions[0][0].program;
// CHECK(print_expression(groups[0].group.language.terms, best.term) ==
//       "(lambda (add (tokens $0) one))");
// ```

#include "enumerator/grammar/language.hpp"
#include "enumerator/solve/merged_tasks.hpp"
#include "enumerator/solve/solve_groups.hpp"
#include "enumerator/task_search/task_search.hpp"

#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

struct SolvedGroup {
    SearchGroup group;
    std::vector<std::string> literals; // that its tasks have added to the language
    TaskSearchResult result;           // its solutions are in the order of `group.tasks`
};

// Returns the groups in the order of their first task. Every task needs an input that is not empty.
// The language given is a unigram grammar if the literals of tasks are added to it. Throws
// InputError as with_productions and the searches do.
std::vector<SolvedGroup> solve(std::span<const SearchTask> tasks, const Language& language,
                               const SolveOptions& options);

} // namespace rasp_stitch::enumerator
