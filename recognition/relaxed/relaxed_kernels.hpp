#pragma once

// The relaxed primitives: differentiable functions that give what the kernels of rasp/kernels give
// where their operands are one-hot.
//
//     RelaxedContext context{.batch = &batch, .relaxation = {.sharpness = 20}};
//     const RelaxedValue mirror =
//         relaxed_arithmetic(context, Opcode::sub, batch.length(), batch.indices());
//     const RelaxedValue selector = relaxed_select(
//         context, batch.indices(), mirror, RelaxedValue::predicate(Comparison::equal));
//
// docs/relaxation.md has a table of what each does, with the error where it is not exact.
//
// Sources: smooth interpretation, Chaudhuri and Solar-Lezama (PLDI 2010); the product and the
// probabilistic sum of fuzzy logic (van Krieken, Acar and van Harmelen 2022); the straight-through
// estimator (Bengio, Leonard and Courville 2013).

#include "rasp/language/opcode.hpp"
#include "recognition/relaxed/relaxed_batch.hpp"
#include "recognition/relaxed/relaxed_value.hpp"

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <limits>
#include <optional>

namespace rasp_stitch::recognition {

struct Relaxation {
    // How steeply scalars are compared: `a < b` is a sigmoid of sharpness * (b - a). Infinity
    // compares them as the evaluator does, with no gradient.
    double sharpness = std::numeric_limits<double>::infinity();

    // A result with more points than this is a scalar instead; strings then fail.
    std::size_t most_points = 64;
};

// What a kernel reads besides its operands, and where it leaves the probability that it fails.
struct RelaxedContext {
    const RelaxedBatch* batch = nullptr;
    Relaxation relaxation = {};

    // The logarithm of the probability that the evaluator does not fail here, b n; undefined if it
    // cannot. At least log_of_nothing.
    at::Tensor log_success = {};
};

// The logarithm of probability 0, for gradients finite.
constexpr double log_of_nothing = -27.6; // 1e-12

// These throw std::invalid_argument for operands of a kind that the primitive does not take.
RelaxedValue relaxed_arithmetic(RelaxedContext& context, rasp::Opcode opcode, const RelaxedValue& a,
                                const RelaxedValue& b); // add sub mul div mod pow, greater, lesser
RelaxedValue relaxed_negate(RelaxedContext& context, const RelaxedValue& a);
RelaxedValue relaxed_absolute(RelaxedContext& context, const RelaxedValue& a);
RelaxedValue relaxed_round(RelaxedContext& context, rasp::Opcode opcode,
                           const RelaxedValue& a); // round floor ceil
RelaxedValue relaxed_sign(RelaxedContext& context, const RelaxedValue& a);
RelaxedValue relaxed_function(RelaxedContext& context, rasp::Opcode opcode,
                              const RelaxedValue& a); // exp log sqrt

RelaxedValue relaxed_indicator(RelaxedContext& context, const RelaxedValue& a);
RelaxedValue relaxed_compare(RelaxedContext& context, const RelaxedValue& a, const RelaxedValue& b,
                             const RelaxedValue& predicate);
RelaxedValue relaxed_logical(RelaxedContext& context, rasp::Opcode opcode, const RelaxedValue& a,
                             const RelaxedValue& b); // logical_and, logical_or, and of selectors
RelaxedValue relaxed_not(RelaxedContext& context, const RelaxedValue& a); // and of selectors
RelaxedValue relaxed_choose(RelaxedContext& context, const RelaxedValue& condition,
                            const RelaxedValue& a, const RelaxedValue& b);

RelaxedValue relaxed_concat(RelaxedContext& context, const RelaxedValue& a, const RelaxedValue& b);
RelaxedValue relaxed_parse_int(RelaxedContext& context, const RelaxedValue& a);
RelaxedValue relaxed_print_int(RelaxedContext& context, const RelaxedValue& a);
RelaxedValue relaxed_repeat(RelaxedContext& context, const RelaxedValue& a,
                            const RelaxedValue& times);

RelaxedValue relaxed_select(RelaxedContext& context, const RelaxedValue& keys,
                            const RelaxedValue& queries, const RelaxedValue& predicate);
RelaxedValue relaxed_full(RelaxedContext& context);
RelaxedValue relaxed_width(RelaxedContext& context, const RelaxedValue& selector);
RelaxedValue relaxed_aggregate(RelaxedContext& context, const RelaxedValue& selector,
                               const RelaxedValue& values,
                               const std::optional<RelaxedValue>& defaults);
RelaxedValue relaxed_extreme(RelaxedContext& context, rasp::Opcode opcode,
                             const RelaxedValue& selector, const RelaxedValue& values,
                             const RelaxedValue& defaults); // aggregate_max aggregate_min
RelaxedValue relaxed_causal(RelaxedContext& context, const RelaxedValue& selector);

// Returns the value of a literal, the same at all positions.
RelaxedValue relaxed_literal(const rasp::Value& value);

} // namespace rasp_stitch::recognition
