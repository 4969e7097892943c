// Comparisons of values at one position (compare), and of every key with every query (select).

#include "recognition/relaxed/tensors.hpp"

#include <cmath>

namespace rasp_stitch::recognition {

namespace {

// Whether the left operand is less than, at most, and equal to the right one, as probabilities.
// The six comparisons follow from these three.
struct Order {
    at::Tensor less;
    at::Tensor at_most;
    at::Tensor equal;
};

at::Tensor holds(const Order& order, rasp::Comparison comparison) {
    switch (comparison) {
    case rasp::Comparison::equal:
        return order.equal;
    case rasp::Comparison::not_equal:
        return complement(order.equal);
    case rasp::Comparison::less:
        return order.less;
    case rasp::Comparison::at_most:
        return order.at_most;
    case rasp::Comparison::greater:
        return complement(order.at_most);
    case rasp::Comparison::at_least:
        break;
    }
    return complement(order.less);
}

at::Tensor holds(const Order& order, const RelaxedValue& predicate) {
    if (predicate.comparison) {
        return holds(order, *predicate.comparison);
    }
    at::Tensor sum;
    for (std::size_t i = 0; i < comparison_count; ++i) {
        const at::Tensor share = predicate.probabilities.select(-1, static_cast<std::int64_t>(i)) *
                                 holds(order, static_cast<rasp::Comparison>(i));
        sum = sum.defined() ? sum + share : share;
    }
    return sum;
}

// Numbers that differ by less than this, relative to the larger, are equal: the evaluator rounds
// means differently.
constexpr double tolerance = 1e-9;

// How far the sigmoids of < and <= stand apart from the tie, in units of 1 / sharpness: each comes
// to what is true there as it is sharpened, while the distance comes to 0.
double tie_margin(double sharpness) {
    return std::log1p(sharpness);
}

Order order_of_scalars(const Relaxation& relaxation, const at::Tensor& left,
                       const at::Tensor& right) {
    const at::Tensor distance = right - left;
    if (std::isinf(relaxation.sharpness)) {
        const at::Tensor slack = at::maximum(left.abs(), right.abs()).clamp_min(1).mul_(tolerance);
        return {.less = distance.gt(slack).to(at::kDouble),
                .at_most = distance.ge(-slack).to(at::kDouble),
                .equal = distance.abs().le(slack).to(at::kDouble)};
    }
    const at::Tensor scaled = distance * relaxation.sharpness;
    const double margin = tie_margin(relaxation.sharpness);
    return {.less = at::sigmoid(scaled - margin),
            .at_most = at::sigmoid(scaled + margin),
            .equal = at::reciprocal(scaled * scaled + 1)};
}

Order order_of_points(const at::Tensor& left, const at::Tensor& right) {
    const at::Tensor rows = left.unsqueeze(1);
    const at::Tensor columns = right.unsqueeze(0);
    return {.less = rows.lt(columns).to(at::kDouble),
            .at_most = rows.le(columns).to(at::kDouble),
            .equal = rows.eq(columns).to(at::kDouble)};
}

// Returns numbers that have the order of the points.
at::Tensor ranks_of(const Grid& grid, const Grid& all) {
    if (!grid.has_strings()) {
        return points_of(grid);
    }
    std::vector<double> ranks;
    for (const std::string& text : grid.texts()) {
        ranks.push_back(static_cast<double>(*all.place_of(std::string_view(text))));
    }
    return doubles(ranks, {static_cast<std::int64_t>(ranks.size())});
}

// Whether values are compared at each position, or each key (left) with each query (right).
enum class Pairs : std::uint8_t { positions, keys_and_queries };

// The sum over pairs of points of P(left) P(right) table(left, right).
at::Tensor over_points(const at::Tensor& left, const at::Tensor& table, const at::Tensor& right,
                       Pairs pairs) {
    if (pairs == Pairs::positions) {
        return (at::matmul(left, table) * right).sum(-1);
    }
    return at::matmul(at::matmul(right, table.t()), left.transpose(-1, -2));
}

at::Tensor points_and_points(const RelaxedValue& left, const RelaxedValue& right,
                             const RelaxedValue& predicate, Pairs pairs) {
    const bool same = left.grid == right.grid || *left.grid == *right.grid;
    if (same && predicate.comparison == rasp::Comparison::equal) {
        return pairs == Pairs::positions
                   ? (left.probabilities * right.probabilities).sum(-1)
                   : at::matmul(right.probabilities, left.probabilities.transpose(-1, -2));
    }
    const std::shared_ptr<const Grid> all = joined(left.grid, right.grid);
    const Order order = order_of_points(ranks_of(*left.grid, *all), ranks_of(*right.grid, *all));
    return over_points(left.probabilities, holds(order, predicate), right.probabilities, pairs);
}

at::Tensor points_and_scalars(const Relaxation& relaxation, const RelaxedValue& left,
                              const RelaxedValue& right, const RelaxedValue& predicate,
                              Pairs pairs) {
    const at::Tensor table =
        holds(order_of_scalars(relaxation, points_of(*left.grid), scalars_of(right).unsqueeze(-1)),
              predicate);
    return pairs == Pairs::positions ? (left.probabilities * table).sum(-1)
                                     : at::matmul(table, left.probabilities.transpose(-1, -2));
}

at::Tensor scalars_and_points(const Relaxation& relaxation, const RelaxedValue& left,
                              const RelaxedValue& right, const RelaxedValue& predicate,
                              Pairs pairs) {
    const at::Tensor table =
        holds(order_of_scalars(relaxation, scalars_of(left).unsqueeze(-1), points_of(*right.grid)),
              predicate);
    return pairs == Pairs::positions ? (right.probabilities * table).sum(-1)
                                     : at::matmul(right.probabilities, table.transpose(-1, -2));
}

at::Tensor scalars_and_scalars(const Relaxation& relaxation, const RelaxedValue& left,
                               const RelaxedValue& right, const RelaxedValue& predicate,
                               Pairs pairs) {
    at::Tensor keys = scalars_of(left);
    at::Tensor queries = scalars_of(right);
    if (pairs == Pairs::keys_and_queries) {
        keys = keys.unsqueeze(-2);
        queries = queries.unsqueeze(-1);
    }
    return holds(order_of_scalars(relaxation, keys, queries), predicate);
}

// Numbers that are on a grid with some probability are compared in both forms.
at::Tensor numbers_related(const Relaxation& relaxation, const RelaxedValue& left,
                           const RelaxedValue& right, const RelaxedValue& predicate, Pairs pairs) {
    at::Tensor sum;
    const auto add = [&sum](const at::Tensor& share) { sum = sum.defined() ? sum + share : share; };
    const auto weight = [pairs](const RelaxedValue& value, bool on_grid, std::int64_t dimension) {
        at::Tensor certainty = on_grid ? certainty_of(value) : complement(certainty_of(value));
        return pairs == Pairs::positions ? certainty : certainty.unsqueeze(dimension);
    };
    for (const bool left_on_grid : {true, false}) {
        if (left_on_grid ? !left.has_grid() : !left.has_scalars()) {
            continue;
        }
        for (const bool right_on_grid : {true, false}) {
            if (right_on_grid ? !right.has_grid() : !right.has_scalars()) {
                continue;
            }
            at::Tensor share =
                left_on_grid
                    ? (right_on_grid
                           ? points_and_points(left, right, predicate, pairs)
                           : points_and_scalars(relaxation, left, right, predicate, pairs))
                    : (right_on_grid
                           ? scalars_and_points(relaxation, left, right, predicate, pairs)
                           : scalars_and_scalars(relaxation, left, right, predicate, pairs));
            if (left.certainty.defined()) {
                share = share * weight(left, left_on_grid, 1);
            }
            if (right.certainty.defined()) {
                share = share * weight(right, right_on_grid, 2);
            }
            add(share);
        }
    }
    return sum;
}

// Booleans as numbers: false is 0 and true is 1.
RelaxedValue on_grid(const RelaxedValue& booleans) {
    static const auto bits = std::make_shared<const Grid>(Grid::whole(0, 1));
    return RelaxedValue::on_grid(
        bits, at::stack({complement(booleans.probabilities), booleans.probabilities}, -1));
}

at::Tensor related(const RelaxedContext& context, const RelaxedValue& left,
                   const RelaxedValue& right, const RelaxedValue& predicate, Pairs pairs,
                   const char* primitive) {
    expect_kind(right, left.kind, primitive);
    expect_kind(predicate, RelaxedKind::predicate, primitive);
    switch (left.kind) {
    case RelaxedKind::booleans:
        return points_and_points(on_grid(left), on_grid(right), predicate, pairs);
    case RelaxedKind::strings:
        return points_and_points(left, right, predicate, pairs);
    case RelaxedKind::numbers:
        return numbers_related(context.relaxation, left, right, predicate, pairs);
    case RelaxedKind::selector:
    case RelaxedKind::predicate:
        break;
    }
    wrong_kind(primitive);
}

} // namespace

RelaxedValue relaxed_indicator(RelaxedContext& /*context*/, const RelaxedValue& a) {
    expect_kind(a, RelaxedKind::booleans, "indicator");
    return on_grid(a);
}

RelaxedValue relaxed_compare(RelaxedContext& context, const RelaxedValue& a, const RelaxedValue& b,
                             const RelaxedValue& predicate) {
    return RelaxedValue::booleans(
        related(context, a, b, predicate, Pairs::positions, "a comparison"));
}

RelaxedValue relaxed_select(RelaxedContext& context, const RelaxedValue& keys,
                            const RelaxedValue& queries, const RelaxedValue& predicate) {
    return RelaxedValue::selector(
        related(context, keys, queries, predicate, Pairs::keys_and_queries, "select") *
        context.batch->mask().unsqueeze(1));
}

RelaxedValue relaxed_full(RelaxedContext& context) {
    return RelaxedValue::selector(context.batch->mask().unsqueeze(1));
}

} // namespace rasp_stitch::recognition
