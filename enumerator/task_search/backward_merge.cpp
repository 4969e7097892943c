#include "enumerator/task_search/backward_merge.hpp"

#include <algorithm>

namespace rasp_stitch::enumerator {

void merge_backward(std::span<const Solution> found, double reached, std::size_t count,
                    std::vector<Solution>& solutions) {
    constexpr double tie = 1e-9; // a log prior is rounded differently in the two searches
    for (const Solution& solution : found) {
        const bool is_known = std::ranges::any_of(solutions, [&](const Solution& other) {
            return other.program.term == solution.program.term;
        });
        const double cost = -solution.program.log_prior;
        if (!is_known && cost > reached - tie) {
            Solution added = solution;
            added.proven = cost <= reached + tie;
            solutions.insert(std::ranges::find_if(solutions,
                                                  [&](const Solution& other) {
                                                      return other.program.log_prior <
                                                             solution.program.log_prior - tie;
                                                  }),
                             added);
        }
    }
    solutions.resize(std::min(solutions.size(), count));
}

} // namespace rasp_stitch::enumerator
