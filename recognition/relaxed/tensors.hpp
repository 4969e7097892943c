#pragma once

// What the relaxed kernels have in common: constants as tensors, grids, and how numbers are read.
// Only the sources of this folder include it.
//
//     points_of(Grid::whole(2, 4))   // 2, 3, 4
//     moved(probabilities, from, to) // the same distributions on another grid

#include "recognition/relaxed/relaxed_kernels.hpp"
#include "recognition/relaxed/relaxed_value.hpp"

#include <ATen/ATen.h>

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace rasp_stitch::recognition {

// Whole numbers are on a grid up to this size, so that doubles have the points around them, too.
constexpr double most_on_grid = 1125899906842624.0; // 2^50

at::Tensor doubles(std::span<const double> values, at::IntArrayRef shape);
at::Tensor places(const std::vector<std::int64_t>& values);

// Returns the numbers of a grid of whole numbers, as doubles.
at::Tensor points_of(const Grid& grid);

// Returns the smallest grid that has the points of both; they are of one kind.
std::shared_ptr<const Grid> joined(const std::shared_ptr<const Grid>& a,
                                   const std::shared_ptr<const Grid>& b);

// Returns the probabilities, ... points, of one grid on another.
at::Tensor moved(const at::Tensor& probabilities, const Grid& from, const Grid& to);

// Returns 1 - a.
at::Tensor complement(const at::Tensor& a);

// Returns the probability that numbers are on their grid: the certainty, or a constant.
at::Tensor certainty_of(const RelaxedValue& value);

// Returns numbers in the form that says the most: without scalars where the grid is certain at all
// positions within the inputs, and without a grid where it is certain at none.
RelaxedValue numbers_of(const RelaxedContext& context, std::shared_ptr<const Grid> grid,
                        at::Tensor probabilities, at::Tensor numbers, at::Tensor certainty);

// Returns the values at the positions within the inputs, in a row.
at::Tensor within_inputs(const RelaxedContext& context, const at::Tensor& values);

// Adds the logarithm of a probability of success to what the context says.
void succeed_with(RelaxedContext& context, const at::Tensor& probability);

// Where the condition holds, scalars fail; `weight` is the probability that they are what counts.
void fail_where(RelaxedContext& context, const at::Tensor& condition, const at::Tensor& weight);

// Drops the points that have no probability anywhere within the inputs.
RelaxedValue without_empty_points(const RelaxedContext& context, const RelaxedValue& strings);

[[noreturn]] void wrong_kind(const char* primitive);

inline void expect_kind(const RelaxedValue& value, RelaxedKind kind, const char* primitive) {
    if (value.kind != kind) {
        wrong_kind(primitive);
    }
}

} // namespace rasp_stitch::recognition
