#pragma once

// The distribution of the sum of two independent whole numbers.
//
//     convolved(a, b) // ... points of a, ... points of b: ... points of a + points of b - 1
//
// The distributions are on grids, and so is the result, which begins at the sum of the first points.

#include <ATen/core/Tensor.h>

namespace rasp_stitch::recognition {

// The first dimensions are broadcast.
at::Tensor convolved(const at::Tensor& a, const at::Tensor& b);

} // namespace rasp_stitch::recognition
