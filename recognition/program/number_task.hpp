#pragma once

// A task with numbers in place of strings, as the founding report trained on: tokens were regressed
// as numbers.
//
//     number_task(task) // "ab" -> "ba" becomes [0, 1] -> [1, 0]

#include "recognition/near/near_task.hpp"

namespace rasp_stitch::recognition {

// Strings are numbered in their order. A task without strings stays as it is.
NearTask number_task(const NearTask& task);

} // namespace rasp_stitch::recognition
