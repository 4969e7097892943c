#include "integration/dreamcoder/solver.hpp"

#include "enumerator/solve/top_down_search.hpp"

#include <algorithm>
#include <vector>

namespace rasp_stitch::dreamcoder {

using enumerator::Solution;
using enumerator::TaskSearchResult;

namespace {

// For ending the search and writing the answer.
double margin_of(double seconds) {
    return std::clamp(seconds / 50, 0.005, 0.2);
}

} // namespace

TaskSearchResult solve_windows(SolverRequest& request, const SolverControl& control) {
    if (request.tasks.empty()) {
        return {};
    }
    const double seconds = request.seconds - control.seconds_spent - margin_of(request.seconds);
    TaskSearchResult result =
        enumerator::search_windows(request.language, request.request, request.tasks,
                                   {.lower = request.lower,
                                    .width = request.increment,
                                    .are_whole = true,
                                    .wanted = request.wanted},
                                   {.upper = request.upper,
                                    .threads = request.threads,
                                    .budget = {.seconds = std::max(0.0, seconds),
                                               .memory = control.most_memory,
                                               .stop = control.stop}});
    for (std::vector<Solution>& solutions : result.solutions) {
        for (Solution& solution : solutions) {
            solution.seconds += control.seconds_spent;
        }
    }
    return result;
}

} // namespace rasp_stitch::dreamcoder
