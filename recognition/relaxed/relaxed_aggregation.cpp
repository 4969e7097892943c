// Widths of selectors, and what they select.

#include "recognition/relaxed/selected_counts.hpp"
#include "recognition/relaxed/tensors.hpp"

#include <algorithm>
#include <utility>

namespace rasp_stitch::recognition {

namespace {

// The weights with which the values of the selected keys are summed: b queries keys. Their sum is
// the probability that any is selected, and their proportions are those of the selector.
struct Weights {
    at::Tensor selector;
    at::Tensor sum;   // of each row of the selector
    at::Tensor share; // what the sum of the values is multiplied by, and then divided by the sum
    at::Tensor none;
    at::Tensor one;
};

Weights weights_of(const at::Tensor& selector) {
    constexpr double tiny = 1e-12;
    const NoneAndOne counts = none_and_one(selector);
    const at::Tensor sum = selector.sum(-1);
    // Where nothing is selected, the limit: a key that begins to be selected counts fully.
    const at::Tensor is_tiny = sum.lt(tiny);
    return {.selector = selector,
            .sum = sum.masked_fill(is_tiny, 1),
            .share = complement(counts.none).masked_fill(is_tiny, 1),
            .none = counts.none,
            .one = counts.one};
}

// Values are b n, or b n points if `has_points`.
at::Tensor summed(const Weights& weights, const at::Tensor& values, bool has_points) {
    const at::Tensor table = has_points ? values : values.unsqueeze(-1);
    const std::int64_t keys = weights.selector.size(-1);
    const at::Tensor all = table.expand({table.size(0), keys, table.size(2)});
    const at::Tensor sum = at::matmul(weights.selector, all);
    const at::Tensor mean = sum * weights.share.unsqueeze(-1) / weights.sum.unsqueeze(-1);
    return has_points ? mean : mean.squeeze(-1);
}

RelaxedValue aggregate_numbers(const RelaxedContext& context, const Weights& weights,
                               const RelaxedValue& values, const RelaxedValue& defaults) {
    at::Tensor numbers =
        summed(weights, scalars_of(values), false) + weights.none * scalars_of(defaults);
    if (!values.has_grid() || !defaults.has_grid()) {
        return RelaxedValue::scalars(std::move(numbers));
    }
    std::shared_ptr<const Grid> grid = joined(values.grid, defaults.grid);
    if (grid->size() > context.relaxation.most_points) {
        return RelaxedValue::scalars(std::move(numbers));
    }
    // Of the values that are on the grid, and the default.
    at::Tensor on_grid = probabilities_on(values, *grid);
    at::Tensor by_default = probabilities_on(defaults, *grid) * weights.none.unsqueeze(-1);
    if (values.certainty.defined()) {
        on_grid = on_grid * values.certainty.unsqueeze(-1);
    }
    if (defaults.certainty.defined()) {
        by_default = by_default * defaults.certainty.unsqueeze(-1);
    }
    at::Tensor probabilities = summed(weights, on_grid, true) + by_default;
    at::Tensor certainty = weights.none + weights.one;
    if (values.certainty.defined() || defaults.certainty.defined()) {
        const at::Tensor mass = probabilities.sum(-1);
        probabilities = probabilities / mass.clamp_min(1e-12).unsqueeze(-1);
        certainty = certainty * mass;
    } else {
        // Several keys with the same value have it as their mean, too.
        const at::Tensor agree = probabilities.detach().square().sum(-1).gt(1 - 1e-9);
        certainty = certainty.masked_fill(agree, 1);
    }
    return numbers_of(context, std::move(grid), std::move(probabilities), std::move(numbers),
                      std::move(certainty));
}

RelaxedValue aggregate_strings(RelaxedContext& context, const Weights& weights,
                               const RelaxedValue& values,
                               const std::optional<RelaxedValue>& defaults) {
    if (!defaults) {
        // There must be exactly one. The distribution is that of what is selected, if anything is.
        succeed_with(context, weights.one);
        const at::Tensor sum = at::matmul(
            weights.selector,
            values.probabilities.expand({values.probabilities.size(0), weights.selector.size(-1),
                                         values.probabilities.size(2)}));
        return RelaxedValue::on_grid(values.grid, sum / weights.sum.unsqueeze(-1));
    }
    succeed_with(context, weights.none + weights.one);
    const std::shared_ptr<const Grid> grid = joined(values.grid, defaults->grid);
    return RelaxedValue::on_grid(grid, summed(weights, probabilities_on(values, *grid), true) +
                                           weights.none.unsqueeze(-1) *
                                               probabilities_on(*defaults, *grid));
}

} // namespace

RelaxedValue relaxed_width(RelaxedContext& context, const RelaxedValue& selector) {
    expect_kind(selector, RelaxedKind::selector, "selector_width");
    const RelaxedBatch& batch = *context.batch;
    // Keys beyond the longest input are never selected.
    const auto longest = static_cast<std::int64_t>(batch.length().grid->most());
    if (static_cast<std::size_t>(longest) + 1 > context.relaxation.most_points) {
        return RelaxedValue::scalars(selector.probabilities.sum(-1));
    }
    return RelaxedValue::on_grid(
        batch.length().grid, distribution_of_count(selector.probabilities.narrow(-1, 0, longest)));
}

RelaxedValue relaxed_aggregate(RelaxedContext& context, const RelaxedValue& selector,
                               const RelaxedValue& values,
                               const std::optional<RelaxedValue>& defaults) {
    expect_kind(selector, RelaxedKind::selector, "aggregate");
    if (defaults) {
        expect_kind(*defaults, values.kind, "aggregate_default");
    }
    const Weights weights = weights_of(selector.probabilities);
    switch (values.kind) {
    case RelaxedKind::numbers:
        return aggregate_numbers(context, weights, values,
                                 defaults ? *defaults : relaxed_literal(std::int64_t{0}));
    case RelaxedKind::booleans: {
        succeed_with(context, weights.none + weights.one);
        const at::Tensor selected = summed(weights, values.probabilities, false);
        return RelaxedValue::booleans(defaults ? selected + weights.none * defaults->probabilities
                                               : selected);
    }
    case RelaxedKind::strings:
        return aggregate_strings(context, weights, values, defaults);
    case RelaxedKind::selector:
    case RelaxedKind::predicate:
        break;
    }
    wrong_kind("aggregate");
}

} // namespace rasp_stitch::recognition
