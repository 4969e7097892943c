// Numbers that become whole: straight through, so that what stands below still has a slope.

#include "recognition/relaxed/tensors.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace rasp_stitch::recognition {

namespace {

using rasp::Opcode;

// One-hot at the whole number; the mean has slope 1 by the number, because moving it up
// moves probability from the point below to the point above.
RelaxedValue rounded_on_grid(const at::Tensor& numbers, const at::Tensor& nearest, double least,
                             double most) {
    auto grid = std::make_shared<const Grid>(
        Grid::whole(static_cast<std::int64_t>(least) - 1, static_cast<std::int64_t>(most) + 1));
    const auto count = static_cast<std::int64_t>(grid->size());
    const at::Tensor place =
        (nearest - static_cast<double>(grid->least())).clamp(1, static_cast<double>(count - 2));
    const at::Tensor hot = at::one_hot(place.to(at::kLong), count).to(at::kDouble);
    if (!numbers.requires_grad()) {
        return RelaxedValue::on_grid(std::move(grid), hot);
    }
    const at::Tensor slope = (hot.roll(1, -1) - hot.roll(-1, -1)) * 0.5;
    const at::Tensor change = numbers - numbers.detach();
    return RelaxedValue::on_grid(std::move(grid), hot + change.unsqueeze(-1) * slope);
}

at::Tensor whole_numbers(Opcode opcode, const at::Tensor& numbers) {
    switch (opcode) {
    case Opcode::floor:
        return numbers.floor();
    case Opcode::ceil:
        return numbers.ceil();
    default:
        return numbers.round(); // of two equally near ones, the even one
    }
}

RelaxedValue rounded(RelaxedContext& context, Opcode opcode, const at::Tensor& numbers,
                     const at::Tensor& weight) {
    const at::Tensor infinite = numbers.isfinite().logical_not();
    fail_where(context, infinite, weight);
    const at::Tensor finite = numbers.masked_fill(infinite, 0);
    const at::Tensor nearest = whole_numbers(opcode, finite.detach());
    const at::Tensor within = within_inputs(context, nearest);
    const double least = within.numel() == 0 ? 0 : within.min().item<double>();
    const double most = within.numel() == 0 ? 0 : within.max().item<double>();
    if (most - least + 2 < static_cast<double>(context.relaxation.most_points) &&
        std::max(std::abs(least), std::abs(most)) < most_on_grid) {
        return rounded_on_grid(finite, nearest, least, most);
    }
    return RelaxedValue::scalars(nearest + (finite - finite.detach()));
}

// The sign of scalars, with the slope of a number that is held between -1 and 1.
RelaxedValue signs_of(const at::Tensor& numbers) {
    return rounded_on_grid(numbers.clamp(-1, 1), numbers.detach().sign(), -1, 1);
}

// The sign of each point of a grid.
RelaxedValue signs_on_grid(const RelaxedValue& a) {
    const at::Tensor points = points_of(*a.grid);
    const at::Tensor signs = at::stack({points.lt(0), points.eq(0), points.gt(0)}, 1);
    return RelaxedValue::on_grid(std::make_shared<const Grid>(Grid::whole(-1, 1)),
                                 at::matmul(a.probabilities, signs.to(at::kDouble)));
}

// Mixes the result for what is on a grid, which has this probability, with that for scalars.
RelaxedValue mixed(const RelaxedValue& on_grid, const RelaxedValue& others,
                   const at::Tensor& certainty) {
    const std::shared_ptr<const Grid> grid = joined(on_grid.grid, others.grid);
    return RelaxedValue::on_grid(grid, certainty.unsqueeze(-1) * probabilities_on(on_grid, *grid) +
                                           complement(certainty).unsqueeze(-1) *
                                               probabilities_on(others, *grid));
}

} // namespace

RelaxedValue relaxed_round(RelaxedContext& context, Opcode opcode, const RelaxedValue& a) {
    expect_kind(a, RelaxedKind::numbers, "round, floor, ceil");
    if (!a.has_scalars()) {
        return a;
    }
    const at::Tensor certainty = certainty_of(a);
    RelaxedValue result = rounded(context, opcode, a.numbers, complement(certainty.detach()));
    if (!a.has_grid()) {
        return result;
    }
    if (!result.has_grid()) {
        result.grid = a.grid;
        result.probabilities = a.probabilities;
        result.certainty = certainty;
        return result;
    }
    return mixed(a, result, certainty);
}

RelaxedValue relaxed_sign(RelaxedContext& /*context*/, const RelaxedValue& a) {
    expect_kind(a, RelaxedKind::numbers, "sign");
    if (!a.has_scalars()) {
        return signs_on_grid(a);
    }
    const RelaxedValue others = signs_of(a.numbers);
    return a.has_grid() ? mixed(signs_on_grid(a), others, certainty_of(a)) : others;
}

} // namespace rasp_stitch::recognition
