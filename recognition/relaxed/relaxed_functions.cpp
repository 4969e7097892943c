// Smooth functions of one number: on scalars themselves, on grids the mean over the points.

#include "recognition/relaxed/tensors.hpp"

#include <algorithm>
#include <utility>

namespace rasp_stitch::recognition {

namespace {

using rasp::Opcode;

// What a function gives, and where it fails.
struct Applied {
    at::Tensor numbers; // 0 where it fails
    at::Tensor fails;
};

// The function of what is inside its domain; 1 stands in for the rest, so that no slope is infinite.
Applied applied(Opcode opcode, const at::Tensor& a) {
    at::Tensor fails = at::zeros_like(a, at::kBool);
    if (opcode == Opcode::log) {
        fails = a.le(0);
    } else if (opcode == Opcode::sqrt) {
        fails = a.lt(0);
    } else {
        fails = a.gt(709.78); // beyond, e^a is no double
    }
    const at::Tensor is_zero = a.eq(0);
    const at::Tensor inside = a.masked_fill(fails, 1);
    const at::Tensor numbers = opcode == Opcode::log ? inside.log()
                               : opcode == Opcode::sqrt
                                   ? inside.masked_fill(is_zero, 1).sqrt().masked_fill(is_zero, 0)
                                   : inside.exp();
    return {.numbers = numbers.masked_fill(fails, 0), .fails = fails};
}

at::Tensor mean_over_points(RelaxedContext& context, Opcode opcode, const RelaxedValue& a) {
    const Applied points = applied(opcode, points_of(*a.grid));
    const at::Tensor mean = at::matmul(a.probabilities, points.numbers);
    if (!points.fails.any().item<bool>()) {
        return mean;
    }
    const at::Tensor success =
        at::matmul(a.probabilities, points.fails.logical_not().to(at::kDouble));
    succeed_with(context, complement(complement(success) * certainty_of(a)));
    return mean / success.clamp_min(1e-12);
}

// The least absolute value of a grid's points.
std::int64_t least_size(const Grid& grid) {
    return grid.least() > 0 ? grid.least() : grid.most() < 0 ? -grid.most() : 0;
}

} // namespace

RelaxedValue relaxed_function(RelaxedContext& context, Opcode opcode, const RelaxedValue& a) {
    expect_kind(a, RelaxedKind::numbers, "exp, log, sqrt");
    at::Tensor of_points;
    if (a.has_grid()) {
        of_points = mean_over_points(context, opcode, a);
        if (!a.has_scalars()) {
            return RelaxedValue::scalars(std::move(of_points));
        }
    }
    const at::Tensor certainty = certainty_of(a);
    const Applied others = applied(opcode, a.numbers);
    fail_where(context, others.fails, complement(certainty.detach()));
    if (!a.has_grid()) {
        return RelaxedValue::scalars(others.numbers);
    }
    return RelaxedValue::scalars(certainty * of_points + complement(certainty) * others.numbers);
}

RelaxedValue relaxed_absolute(RelaxedContext& /*context*/, const RelaxedValue& a) {
    expect_kind(a, RelaxedKind::numbers, "abs");
    if (!a.has_grid()) {
        return RelaxedValue::scalars(a.numbers.abs());
    }
    const at::Tensor sizes = points_of(*a.grid).abs();
    const std::int64_t most = std::max(-a.grid->least(), a.grid->most());
    const at::Tensor map =
        at::one_hot(sizes.to(at::kLong) - least_size(*a.grid), most - least_size(*a.grid) + 1);
    RelaxedValue result =
        RelaxedValue::on_grid(std::make_shared<const Grid>(Grid::whole(least_size(*a.grid), most)),
                              at::matmul(a.probabilities, map.to(at::kDouble)));
    if (a.has_scalars()) {
        const at::Tensor certainty = certainty_of(a);
        result.certainty = certainty;
        result.numbers = certainty * at::matmul(a.probabilities, sizes) +
                         complement(certainty) * a.numbers.abs();
    }
    return result;
}

} // namespace rasp_stitch::recognition
