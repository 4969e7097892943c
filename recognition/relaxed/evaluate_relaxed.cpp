#include "recognition/relaxed/evaluate_relaxed.hpp"

#include "recognition/relaxed/guarded_failures.hpp"
#include "recognition/relaxed/tensors.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace rasp_stitch::recognition {

namespace {

using rasp::Opcode;

// The kernel of an operation, with the operands' values.
RelaxedValue apply_kernel(RelaxedContext& context, const RelaxedNode& node,
                          std::span<const RelaxedValue> operands) {
    switch (node.opcode) {
    case Opcode::tokens:
        return context.batch->tokens();
    case Opcode::indices:
        return context.batch->indices();
    case Opcode::length:
        return context.batch->length();
    case Opcode::select:
        return relaxed_select(context, operands[0], operands[1], operands[2]);
    case Opcode::selector_and:
    case Opcode::selector_or:
    case Opcode::logical_and:
    case Opcode::logical_or:
        return relaxed_logical(context, node.opcode, operands[0], operands[1]);
    case Opcode::selector_not:
    case Opcode::logical_not:
        return relaxed_not(context, operands[0]);
    case Opcode::aggregate:
        return relaxed_aggregate(context, operands[0], operands[1], std::nullopt);
    case Opcode::aggregate_default:
        return relaxed_aggregate(context, operands[0], operands[1], operands[2]);
    case Opcode::selector_width:
        return relaxed_width(context, operands[0]);
    case Opcode::full:
        return relaxed_full(context);
    case Opcode::add:
    case Opcode::sub:
    case Opcode::mul:
    case Opcode::div:
    case Opcode::mod:
    case Opcode::pow:
        return relaxed_arithmetic(context, node.opcode, operands[0], operands[1]);
    case Opcode::neg:
        return relaxed_negate(context, operands[0]);
    case Opcode::round:
        return relaxed_round(context, node.opcode, operands[0]);
    case Opcode::indicator:
        return relaxed_indicator(context, operands[0]);
    case Opcode::compare:
        return relaxed_compare(context, operands[0], operands[1],
                               RelaxedValue::predicate(node.comparison));
    case Opcode::choose:
        return relaxed_choose(context, operands[0], operands[1], operands[2]);
    case Opcode::concat:
        return relaxed_concat(context, operands[0], operands[1]);
    case Opcode::parse_int:
        return relaxed_parse_int(context, operands[0]);
    case Opcode::predicate:
        return RelaxedValue::predicate(node.comparison);
    case Opcode::constant: // of which the caller knows the value
    case Opcode::atom:
        break;
    case Opcode::greater:
    case Opcode::lesser:
        return relaxed_arithmetic(context, node.opcode, operands[0], operands[1]);
    case Opcode::floor:
    case Opcode::ceil:
        return relaxed_round(context, node.opcode, operands[0]);
    case Opcode::abs:
        return relaxed_absolute(context, operands[0]);
    case Opcode::sign:
        return relaxed_sign(context, operands[0]);
    case Opcode::exp:
    case Opcode::log:
    case Opcode::sqrt:
        return relaxed_function(context, node.opcode, operands[0]);
    case Opcode::print_int:
        return relaxed_print_int(context, operands[0]);
    case Opcode::repeat:
        return relaxed_repeat(context, operands[0], operands[1]);
    case Opcode::choose_lazy: // whoever runs it knows which failures count
        return relaxed_choose(context, operands[0], operands[1], operands[2]);
    case Opcode::aggregate_max:
    case Opcode::aggregate_min:
        return relaxed_extreme(context, node.opcode, operands[0], operands[1], operands[2]);
    case Opcode::causal:
        return relaxed_causal(context, operands[0]);
    }
    if (!context.batch->atom()) {
        throw std::invalid_argument("the program takes an atom, and the batch has none");
    }
    return *context.batch->atom();
}

} // namespace

RelaxedEvaluator::RelaxedEvaluator(const RelaxedPrograms& programs, RelaxedBatch batch)
    : programs_(&programs), batch_(std::move(batch)) {}

RelaxedEvaluator::Computed RelaxedEvaluator::compute(const RelaxedNode& node,
                                                     const LeafFunctions& leaves,
                                                     const Relaxation& relaxation) const {
    std::vector<RelaxedValue> operands;
    for (const NodeId used : node.used()) {
        operands.push_back(computed_[used]->value);
    }
    if (node.leaf) {
        const auto leaf = leaves.find(*node.leaf);
        if (leaf == leaves.end()) {
            throw std::invalid_argument("a leaf of the program has no function");
        }
        return {.value = leaf->second(batch_, operands), .log_success = {}};
    }
    if (node.opcode == Opcode::constant) {
        return {.value = relaxed_literal(programs_->literal(node)), .log_success = {}};
    }
    RelaxedContext context{.batch = &batch_, .relaxation = relaxation};
    RelaxedValue value = apply_kernel(context, node, operands);
    return {.value = std::move(value), .log_success = std::move(context.log_success)};
}

RelaxedResult RelaxedEvaluator::run(NodeId root, const LeafFunctions& leaves,
                                    const Relaxation& relaxation) {
    const bool is_new = relaxation.sharpness != relaxation_.sharpness ||
                        relaxation.most_points != relaxation_.most_points;
    relaxation_ = relaxation;
    if (is_new) {
        computed_.clear();
    }
    for (const NodeId id : with_leaves_) {
        if (id < computed_.size()) {
            computed_[id].reset();
        }
    }
    with_leaves_.clear();
    computed_.resize(programs_->nodes().size());
    const std::vector<NodeId> needed = programs_->needed(root);
    GuardedFailures failures(*programs_, needed);
    for (const NodeId id : needed) {
        const RelaxedNode& node = programs_->node(id);
        if (!computed_[id]) {
            const at::AutoGradMode gradients(node.has_leaves && at::GradMode::is_enabled());
            if (node.has_leaves) {
                with_leaves_.push_back(id);
            }
            computed_[id] = compute(node, leaves, relaxation);
        }
        const bool has_branches = !node.leaf && node.opcode == Opcode::choose_lazy;
        failures.add(id, computed_[id]->log_success,
                     has_branches ? computed_[node.operands[0]]->value.probabilities : at::Tensor(),
                     batch_);
    }
    at::Tensor log_success = failures.log_success();
    if (std::ranges::find(batch_.lengths(), std::size_t{0}) != batch_.lengths().end()) {
        // Every program fails on an input without tokens.
        const at::Tensor share = batch_.sizes().squeeze(1).eq(0).to(at::kDouble) * log_of_nothing;
        log_success = log_success.defined() ? log_success + share : share;
    }
    if (log_success.defined()) {
        log_success = log_success.expand({static_cast<std::int64_t>(batch_.inputs())});
    }
    return {.value = computed_[root]->value, .log_success = log_success};
}

const RelaxedValue* RelaxedEvaluator::value(NodeId node) const {
    return node < computed_.size() && computed_[node] ? &computed_[node]->value : nullptr;
}

} // namespace rasp_stitch::recognition
