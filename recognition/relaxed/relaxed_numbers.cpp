// Arithmetic: on grids of whole numbers exactly, otherwise on scalars.

#include "recognition/relaxed/convolution.hpp"
#include "recognition/relaxed/tensors.hpp"

#include "rasp/kernels/number.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace rasp_stitch::recognition {

namespace {

using rasp::Opcode;

// What an operation gives for every pair of points.
struct PairTable {
    std::shared_ptr<const Grid> grid;
    std::vector<std::int64_t> results; // places on the grid, by a and b; of a failure, that of 0
    std::vector<double> failures;      // 1 where the operation fails
    bool may_fail = false;
};

rasp::Number computed(Opcode opcode, rasp::Number a, rasp::Number b, rasp::FailureClass& failure) {
    switch (opcode) {
    case Opcode::add:
        return rasp::add_numbers(a, b, failure);
    case Opcode::sub:
        return rasp::sub_numbers(a, b, failure);
    case Opcode::mul:
        return rasp::mul_numbers(a, b, failure);
    case Opcode::mod:
        return rasp::mod_numbers(a, b, failure);
    case Opcode::pow:
        return rasp::pow_numbers(a, b, failure);
    case Opcode::greater:
        return a.i > b.i ? a : b;
    case Opcode::lesser:
        return a.i < b.i ? a : b;
    default:
        return rasp::div_numbers(a, b, failure);
    }
}

constexpr std::size_t most_pairs = 4096;

// Returns nullopt if the results are not all whole, or spread over too many points.
std::optional<PairTable> table_of(Opcode opcode, const Grid& a, const Grid& b,
                                  std::size_t most_points) {
    if (opcode == Opcode::div || a.size() * b.size() > most_pairs) {
        return std::nullopt;
    }
    PairTable table;
    std::optional<std::int64_t> least;
    std::optional<std::int64_t> most;
    for (std::int64_t x = a.least(); x <= a.most(); ++x) {
        for (std::int64_t y = b.least(); y <= b.most(); ++y) {
            rasp::FailureClass failure = rasp::FailureClass::none;
            const rasp::Number result = computed(opcode, rasp::whole(x), rasp::whole(y), failure);
            if (!result.is_int) {
                return std::nullopt;
            }
            const bool fails = failure != rasp::FailureClass::none;
            table.may_fail = table.may_fail || fails;
            table.failures.push_back(fails ? 1 : 0);
            table.results.push_back(result.i);
            least = std::min(least.value_or(result.i), result.i);
            most = std::max(most.value_or(result.i), result.i);
        }
    }
    // The difference may be beyond 64 bits.
    if (static_cast<double>(*most) - static_cast<double>(*least) >=
        static_cast<double>(most_points)) {
        return std::nullopt;
    }
    for (std::int64_t& result : table.results) {
        result -= *least;
    }
    table.grid = std::make_shared<const Grid>(Grid::whole(*least, *most));
    return table;
}

// Returns the probability of each pair of points, ... times points of b.
at::Tensor pairs_of(const at::Tensor& a, const at::Tensor& b) {
    return a.unsqueeze(-1) * b.unsqueeze(-2);
}

struct OnGrid {
    std::shared_ptr<const Grid> grid;
    at::Tensor probabilities;
};

bool is_certain_literal(const RelaxedValue& a) {
    return a.grid->size() == 1 && a.probabilities.numel() == 1;
}

std::optional<OnGrid> sum_on_grid(const RelaxedValue& a, const RelaxedValue& b, bool is_difference,
                                  std::size_t most_points) {
    const Grid& left = *a.grid;
    const Grid& right = *b.grid;
    const std::int64_t least = left.least() + (is_difference ? -right.most() : right.least());
    const std::int64_t most = left.most() + (is_difference ? -right.least() : right.most());
    if (static_cast<std::size_t>(most - least) >= most_points ||
        left.size() * right.size() > most_pairs) {
        return std::nullopt;
    }
    OnGrid sum{.grid = std::make_shared<const Grid>(Grid::whole(least, most)),
               .probabilities = a.probabilities};
    if (is_certain_literal(b)) {
        return sum;
    }
    const at::Tensor other = is_difference ? b.probabilities.flip(-1) : b.probabilities;
    sum.probabilities = is_certain_literal(a) ? other : convolved(a.probabilities, other);
    return sum;
}

std::optional<OnGrid> computed_on_grid(RelaxedContext& context, Opcode opcode,
                                       const RelaxedValue& a, const RelaxedValue& b) {
    const std::size_t most_points = context.relaxation.most_points;
    if (opcode == Opcode::add || opcode == Opcode::sub) {
        return sum_on_grid(a, b, opcode == Opcode::sub, most_points);
    }
    const std::optional<PairTable> table = table_of(opcode, *a.grid, *b.grid, most_points);
    if (!table) {
        return std::nullopt;
    }
    const at::Tensor pairs = pairs_of(a.probabilities, b.probabilities).flatten(-2);
    if (table->may_fail) {
        const at::Tensor failures = doubles(table->failures, {pairs.size(-1)});
        at::Tensor failure = at::matmul(pairs, failures);
        if (a.certainty.defined() || b.certainty.defined()) {
            failure = failure * certainty_of(a) * certainty_of(b);
        }
        succeed_with(context, complement(failure));
    }
    const at::Tensor map =
        at::zeros({pairs.size(-1), static_cast<std::int64_t>(table->grid->size())}, at::kDouble)
            .scatter_(1, places(table->results).unsqueeze(1), 1);
    return OnGrid{.grid = table->grid, .probabilities = at::matmul(pairs, map)};
}

// x / y for each point y of a grid but 0, by its probability.
at::Tensor divided_by_points(RelaxedContext& context, const at::Tensor& a, const RelaxedValue& b) {
    const at::Tensor points = points_of(*b.grid);
    const at::Tensor is_zero = points.eq(0);
    const at::Tensor quotients =
        (a.unsqueeze(-1) / points.masked_fill(is_zero, 1)).masked_fill(is_zero, 0);
    const at::Tensor mean = (quotients * b.probabilities).sum(-1);
    const std::optional<std::size_t> zero = b.grid->place_of(std::int64_t{0});
    if (!zero) {
        return mean;
    }
    const at::Tensor nonzero =
        complement(b.probabilities.select(-1, static_cast<std::int64_t>(*zero)));
    fail_where(context, nonzero.lt(1), complement(nonzero));
    return mean / nonzero.clamp_min(1e-12);
}

at::Tensor quotient(RelaxedContext& context, const RelaxedValue& a, const RelaxedValue& b,
                    const at::Tensor& weight) {
    if (b.has_grid() && !b.has_scalars()) {
        return divided_by_points(context, scalars_of(a), b);
    }
    const at::Tensor divisor = scalars_of(b);
    const at::Tensor is_zero = divisor.eq(0);
    fail_where(context, is_zero, weight);
    return (scalars_of(a) / divisor.masked_fill(is_zero, 1)).masked_fill(is_zero, 0);
}

// The quotient's whole part is taken as a constant, so the slope by the dividend is 1.
at::Tensor remainder_of(RelaxedContext& context, const at::Tensor& a, const at::Tensor& b,
                        const at::Tensor& weight) {
    const at::Tensor is_zero = b.eq(0);
    fail_where(context, is_zero, weight);
    return at::remainder(a, b.masked_fill(is_zero, 1)).masked_fill(is_zero, 0);
}

at::Tensor power(RelaxedContext& context, const at::Tensor& a, const at::Tensor& b,
                 const at::Tensor& weight) {
    const at::Tensor is_whole = b.detach().eq(b.detach().floor());
    const at::Tensor outside =
        (a.eq(0).logical_and(b.lt(0))).logical_or(a.lt(0).logical_and(is_whole.logical_not()));
    // The size of the base, with 1 in place of 0 for the slopes: 0 to a power is put in afterwards.
    const at::Tensor size = a.abs().masked_fill(a.eq(0), 1);
    const at::Tensor is_odd = at::remainder(b.detach(), 2).eq(1);
    const at::Tensor sign = at::where(a.lt(0).logical_and(is_odd), -at::ones({}, at::kDouble),
                                      at::ones({}, at::kDouble));
    const at::Tensor raised = at::pow(size, b) * sign;
    const at::Tensor fails = outside.logical_or(raised.isfinite().logical_not());
    fail_where(context, fails, weight);
    const at::Tensor of_zero = a.eq(0).logical_and(b.gt(0));
    return raised.masked_fill(fails.logical_or(of_zero), 0);
}

at::Tensor computed_on_scalars(RelaxedContext& context, Opcode opcode, const RelaxedValue& a,
                               const RelaxedValue& b, const at::Tensor& weight) {
    switch (opcode) {
    case Opcode::add:
        return scalars_of(a) + scalars_of(b);
    case Opcode::sub:
        return scalars_of(a) - scalars_of(b);
    case Opcode::mul:
        return scalars_of(a) * scalars_of(b);
    case Opcode::mod:
        return remainder_of(context, scalars_of(a), scalars_of(b), weight);
    case Opcode::pow:
        return power(context, scalars_of(a), scalars_of(b), weight);
    case Opcode::greater:
        return at::maximum(scalars_of(a), scalars_of(b));
    case Opcode::lesser:
        return at::minimum(scalars_of(a), scalars_of(b));
    default:
        return quotient(context, a, b, weight);
    }
}

} // namespace

RelaxedValue relaxed_arithmetic(RelaxedContext& context, Opcode opcode, const RelaxedValue& a,
                                const RelaxedValue& b) {
    expect_kind(a, RelaxedKind::numbers, "arithmetic");
    expect_kind(b, RelaxedKind::numbers, "arithmetic");
    std::optional<OnGrid> on_grid;
    if (a.has_grid() && b.has_grid()) {
        on_grid = computed_on_grid(context, opcode, a, b);
    }
    if (on_grid && !a.has_scalars() && !b.has_scalars()) {
        return RelaxedValue::on_grid(std::move(on_grid->grid), std::move(on_grid->probabilities));
    }
    at::Tensor certainty = at::zeros({1, 1}, at::kDouble);
    if (on_grid) {
        certainty = certainty_of(a) * certainty_of(b);
    }
    at::Tensor scalars = computed_on_scalars(context, opcode, a, b, complement(certainty.detach()));
    if (!on_grid) {
        return RelaxedValue::scalars(std::move(scalars));
    }
    return numbers_of(context, std::move(on_grid->grid), std::move(on_grid->probabilities),
                      std::move(scalars), std::move(certainty));
}

RelaxedValue relaxed_negate(RelaxedContext& /*context*/, const RelaxedValue& a) {
    expect_kind(a, RelaxedKind::numbers, "neg");
    RelaxedValue result = a;
    if (a.has_grid()) {
        result.grid = std::make_shared<const Grid>(Grid::whole(-a.grid->most(), -a.grid->least()));
        result.probabilities = a.probabilities.flip(-1);
    }
    if (a.has_scalars()) {
        result.numbers = -a.numbers;
    }
    return result;
}

} // namespace rasp_stitch::recognition
