#include "integration/dreamcoder/solver.hpp"

#include "enumerator/solve/top_down_search.hpp"

#include <algorithm>
#include <vector>

namespace rasp_stitch::dreamcoder {

using enumerator::Solution;
using enumerator::TaskSearchResult;

namespace {

// Returns the time to reserve for ending the search and writing the reply.
double reserved_seconds(double seconds) {
    return std::clamp(seconds / 50, 0.005, 0.2);
}

} // namespace

TaskSearchResult solve_windows(SolverRequest& request, const Budget& budget, double seconds_spent) {
    if (request.tasks.empty()) {
        return {};
    }
    const double seconds = request.seconds - seconds_spent - reserved_seconds(request.seconds);
    Budget shortened = budget;
    shortened.seconds = std::clamp(seconds, 0.0, budget.seconds);
    TaskSearchResult result = enumerator::search_windows(
        request.language, request.request, request.tasks,
        {.lower = request.lower,
         .width = request.increment,
         .are_whole = true,
         .wanted = request.wanted},
        {.upper = request.upper, .threads = request.threads, .budget = shortened});
    for (std::vector<Solution>& solutions : result.solutions) {
        for (Solution& solution : solutions) {
            solution.seconds += seconds_spent;
        }
    }
    return result;
}

} // namespace rasp_stitch::dreamcoder
