#pragma once

// The wake phase as DreamCoder's driver asks for it: windows of description length, one after the
// other, and in each the programs that solve tasks.
//
//     SolverRequest request = read_solver_request(JsonCursor(document));
//     const enumerator::TaskSearchResult answer = solve_windows(request, {});
//     answer.solutions[0] // of the first task, best first
//
// The window [lower, lower + increment) is searched, and the next ones, as long as they end at or
// before the upper bound, some task has fewer programs than wanted, and there is time. Every
// program of a window is counted, however many threads there are; bottom-up search would find the
// same programs sooner, but the driver wants the count of all, and all of those that solve a task.

#include "enumerator/bottom_up/task_search.hpp"
#include "integration/dreamcoder/solver_request.hpp"

#include <cstddef>
#include <stop_token>

namespace rasp_stitch::dreamcoder {

struct SolverControl {
    double seconds_spent = 0;                        // of the request's, before the call
    std::size_t most_memory = std::size_t{2} << 30U; // in bytes, about
    std::stop_token stop = {};
};

// Ends a little before the request's time does, so that the answer is there by then. InputError as
// of enumerator::search_window.
enumerator::TaskSearchResult solve_windows(SolverRequest& request, const SolverControl& control);

} // namespace rasp_stitch::dreamcoder
