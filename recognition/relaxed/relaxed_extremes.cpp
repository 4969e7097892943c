// The greatest and the least of what is selected.

#include "recognition/relaxed/tensors.hpp"

#include <algorithm>
#include <utility>

namespace rasp_stitch::recognition {

namespace {

// Returns the mean of the greatest scalar if every key is selected independently. The k-th greatest
// is it if it is selected and none of those before is.
at::Tensor mean_of_greatest(const at::Tensor& selector, const at::Tensor& values,
                            const at::Tensor& defaults) {
    const std::int64_t keys = selector.size(-1);
    const at::Tensor all = values.expand({values.size(0), keys});
    const auto [sorted, order] = all.sort(-1, true);
    const std::int64_t inputs = std::max(selector.size(0), all.size(0));
    const at::Tensor rows = selector.expand({inputs, selector.size(1), keys});
    const at::Tensor chosen =
        rows.gather(-1, order.unsqueeze(1).expand({inputs, rows.size(1), keys}));
    const at::Tensor none = complement(chosen).cumprod(-1);
    const at::Tensor before = at::constant_pad_nd(none.narrow(-1, 0, keys - 1), {1, 0}, 1);
    const at::Tensor mean = (chosen * before * sorted.unsqueeze(1)).sum(-1);
    return mean + none.select(-1, keys - 1) * defaults;
}

// Returns for each point of a grid the probability that nothing above it is selected, less that of
// the point below.
at::Tensor distribution_of_greatest(const at::Tensor& selector, const at::Tensor& values,
                                    const at::Tensor& defaults) {
    const std::int64_t keys = selector.size(-1);
    const at::Tensor all = values.expand({values.size(0), keys, values.size(2)});
    // above[..., i] is the probability of a point above the i-th; the first column is above all.
    const at::Tensor from = all.flip(-1).cumsum(-1).flip(-1);
    const at::Tensor above = at::constant_pad_nd(from, {0, 1}); // of the points from i on
    const at::Tensor picked = selector.unsqueeze(-1) * above.unsqueeze(1); // b q k points + 1
    const at::Tensor below = complement(picked).prod(2); // that all are below the i-th point
    const std::int64_t points = values.size(2);
    return below.narrow(-1, 1, points) - below.narrow(-1, 0, points) +
           below.narrow(-1, 0, 1) * defaults;
}

RelaxedValue greatest(const RelaxedContext& context, const RelaxedValue& selector,
                      const RelaxedValue& values, const RelaxedValue& defaults) {
    if (values.has_grid() && defaults.has_grid() && !values.has_scalars() &&
        !defaults.has_scalars()) {
        const std::shared_ptr<const Grid> grid = joined(values.grid, defaults.grid);
        if (grid->size() <= context.relaxation.most_points) {
            return RelaxedValue::on_grid(
                grid,
                distribution_of_greatest(selector.probabilities, probabilities_on(values, *grid),
                                         probabilities_on(defaults, *grid)));
        }
    }
    return RelaxedValue::scalars(
        mean_of_greatest(selector.probabilities, scalars_of(values), scalars_of(defaults)));
}

} // namespace

RelaxedValue relaxed_extreme(RelaxedContext& context, rasp::Opcode opcode,
                             const RelaxedValue& selector, const RelaxedValue& values,
                             const RelaxedValue& defaults) {
    expect_kind(selector, RelaxedKind::selector, "aggregate_max, aggregate_min");
    expect_kind(values, RelaxedKind::numbers, "aggregate_max, aggregate_min");
    expect_kind(defaults, RelaxedKind::numbers, "aggregate_max, aggregate_min");
    if (opcode == rasp::Opcode::aggregate_max) {
        return greatest(context, selector, values, defaults);
    }
    return relaxed_negate(context, greatest(context, selector, relaxed_negate(context, values),
                                            relaxed_negate(context, defaults)));
}

RelaxedValue relaxed_causal(RelaxedContext& context, const RelaxedValue& selector) {
    expect_kind(selector, RelaxedKind::selector, "causal");
    const auto width = static_cast<std::int64_t>(context.batch->padded_length());
    return RelaxedValue::selector(selector.probabilities.expand({-1, width, width}).tril());
}

} // namespace rasp_stitch::recognition
