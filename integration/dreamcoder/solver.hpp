#pragma once

// Searches windows of description length for programs that solve tasks, as DreamCoder's driver asks
// its solver to.
//
//     SolverRequest request = read_solver_request(JsonCursor(document));
//     const enumerator::TaskSearchResult result = solve_windows(request);
//     result.solutions[0] // of the first task, best first
//
// Searches the window [lower, lower + increment), then the next, and so on, while the window does
// not reach beyond the upper bound, a task has fewer programs than wanted, and time is left. Every
// program of a window is counted, on any number of threads. Bottom-up search would find the same
// programs sooner, but the driver wants the number of all programs, and every one that solves a
// task.

#include "enumerator/task_search/task_search.hpp"
#include "integration/dreamcoder/solver_request.hpp"
#include "support/budget/budget.hpp"

namespace rasp_stitch::dreamcoder {

// Ends within the budget and a little before the request's time is up, so that the reply can be
// written in time. Of the request's time, `seconds_spent` were used before the call; the times at
// which programs were found include them. Adds the programs to the terms of the request's language.
// Throws InputError as enumerator::search_windows does.
enumerator::TaskSearchResult solve_windows(SolverRequest& request, const Budget& budget = {},
                                           double seconds_spent = 0);

} // namespace rasp_stitch::dreamcoder
