#pragma once

// Puts the solutions that were found backwards beside those of the bottom-up search.
//
//     merge_backward(hook.solutions(), reached, options.frontier_size, result.solutions[0]);

#include "enumerator/task_search/task_search.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

// `solutions` has the most probable ones of all programs below `reached`, in nats. So a program
// below that was found backwards is either one of them, or there are enough that are more probable;
// it is left out. One that costs as much as `reached` is proven to be the best that is left; all
// others may be less probable than programs that nobody has looked at. At most `count` solutions are
// left, best first.
void merge_backward(std::span<const Solution> found, double reached, std::size_t count,
                    std::vector<Solution>& solutions);

} // namespace rasp_stitch::enumerator
