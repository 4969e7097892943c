// Truth values and choices.

#include "recognition/relaxed/tensors.hpp"

#include <algorithm>

namespace rasp_stitch::recognition {

namespace {

bool are_truth_values(const RelaxedValue& a) {
    return a.kind == RelaxedKind::booleans || a.kind == RelaxedKind::selector;
}

RelaxedValue choose_numbers(const RelaxedContext& context, const at::Tensor& condition,
                            const RelaxedValue& a, const RelaxedValue& b) {
    const at::Tensor otherwise = complement(condition);
    if (a.has_grid() && b.has_grid()) {
        const std::shared_ptr<const Grid> grid = joined(a.grid, b.grid);
        if (grid->size() <= context.relaxation.most_points) {
            const at::Tensor weight_a = condition * certainty_of(a);
            const at::Tensor weight_b = otherwise * certainty_of(b);
            at::Tensor probabilities = weight_a.unsqueeze(-1) * probabilities_on(a, *grid) +
                                       weight_b.unsqueeze(-1) * probabilities_on(b, *grid);
            if (!a.has_scalars() && !b.has_scalars()) {
                return RelaxedValue::on_grid(grid, probabilities);
            }
            const at::Tensor certainty = weight_a + weight_b;
            return numbers_of(context, grid,
                              probabilities / certainty.clamp_min(1e-12).unsqueeze(-1),
                              condition * scalars_of(a) + otherwise * scalars_of(b), certainty);
        }
    }
    return RelaxedValue::scalars(condition * scalars_of(a) + otherwise * scalars_of(b));
}

} // namespace

RelaxedValue relaxed_logical(RelaxedContext& /*context*/, rasp::Opcode opcode,
                             const RelaxedValue& a, const RelaxedValue& b) {
    if (!are_truth_values(a) || a.kind != b.kind) {
        wrong_kind("and, or");
    }
    RelaxedValue result;
    result.kind = a.kind;
    const at::Tensor both = a.probabilities * b.probabilities;
    const bool is_and = opcode == rasp::Opcode::logical_and || opcode == rasp::Opcode::selector_and;
    result.probabilities = is_and ? both : a.probabilities + b.probabilities - both;
    return result;
}

RelaxedValue relaxed_not(RelaxedContext& context, const RelaxedValue& a) {
    if (a.kind == RelaxedKind::selector) {
        return RelaxedValue::selector(context.batch->mask().unsqueeze(1) - a.probabilities);
    }
    expect_kind(a, RelaxedKind::booleans, "not");
    return RelaxedValue::booleans(complement(a.probabilities));
}

RelaxedValue relaxed_choose(RelaxedContext& context, const RelaxedValue& condition,
                            const RelaxedValue& a, const RelaxedValue& b) {
    expect_kind(condition, RelaxedKind::booleans, "if");
    expect_kind(b, a.kind, "if");
    const at::Tensor& chosen = condition.probabilities;
    switch (a.kind) {
    case RelaxedKind::booleans:
        return RelaxedValue::booleans(chosen * a.probabilities +
                                      complement(chosen) * b.probabilities);
    case RelaxedKind::strings: {
        const std::shared_ptr<const Grid> grid = joined(a.grid, b.grid);
        return RelaxedValue::on_grid(grid, chosen.unsqueeze(-1) * probabilities_on(a, *grid) +
                                               complement(chosen).unsqueeze(-1) *
                                                   probabilities_on(b, *grid));
    }
    case RelaxedKind::numbers:
        return choose_numbers(context, chosen, a, b);
    case RelaxedKind::selector:
    case RelaxedKind::predicate:
        break;
    }
    wrong_kind("if");
}

} // namespace rasp_stitch::recognition
