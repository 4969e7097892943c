#include "recognition/relaxed/guarded_failures.hpp"

#include "rasp/language/moved_values.hpp"
#include "recognition/relaxed/tensors.hpp"

#include <algorithm>

namespace rasp_stitch::recognition {

namespace {

using rasp::Opcode;

bool keeps_positions(const RelaxedNode& node) {
    return !node.leaf && node.sort != rasp::Sort::selector && !rasp::moves_values(node.opcode);
}

// Adds up the positions of each input; what is the same at all of them counts once.
at::Tensor summed_over_positions(const RelaxedBatch& batch, const at::Tensor& by_position) {
    if (by_position.size(1) == 1) {
        return by_position.squeeze(1);
    }
    return (by_position * batch.mask()).sum(1);
}

void add_to(at::Tensor& sum, const at::Tensor& share) {
    if (share.defined()) {
        sum = sum.defined() ? sum + share : share;
    }
}

// The logarithm of c e^a + (1 - c) e^b.
at::Tensor of_branches(const at::Tensor& condition, const at::Tensor& a, const at::Tensor& b) {
    const at::Tensor sure = at::ones({1, 1}, at::kDouble);
    const at::Tensor success = condition * (a.defined() ? a.exp() : sure) +
                               complement(condition) * (b.defined() ? b.exp() : sure);
    return success.clamp_min(1e-12).log();
}

} // namespace

GuardedFailures::GuardedFailures(const RelaxedPrograms& programs, std::span<const NodeId> needed)
    : programs_(&programs) {
    const bool has_branches = std::ranges::any_of(needed, [&](NodeId id) {
        return !programs.node(id).leaf && programs.node(id).opcode == Opcode::choose_lazy;
    });
    for (const NodeId id : needed) {
        is_guarded_[id] = has_branches;
    }
    is_guarded_[needed.back()] = false;
    for (std::size_t i = needed.size(); i-- > 0;) {
        const RelaxedNode& node = programs.node(needed[i]);
        const bool passes_on = is_guarded_[needed[i]] && keeps_positions(node);
        for (std::size_t k = 0; k < node.used().size(); ++k) {
            const bool is_branch = !node.leaf && node.opcode == Opcode::choose_lazy && k > 0;
            bool& guarded = is_guarded_[node.used()[k]];
            guarded = guarded && (is_branch || passes_on);
        }
    }
}

void GuardedFailures::add(NodeId id, const at::Tensor& log_success, const at::Tensor& condition,
                          const RelaxedBatch& batch) {
    at::Tensor all = log_success;
    const auto of_operand = [&](NodeId operand) {
        const auto known = by_place_.find(operand);
        return known != by_place_.end() ? known->second : at::Tensor();
    };
    const auto used = programs_->node(id).used();
    if (condition.defined()) {
        add_to(all, of_operand(used[0]));
        const at::Tensor a = of_operand(used[1]);
        const at::Tensor b = of_operand(used[2]);
        if (a.defined() || b.defined()) {
            add_to(all, of_branches(condition, a, b));
        }
    } else {
        for (const NodeId operand : used) {
            add_to(all, of_operand(operand));
        }
    }
    if (is_guarded_[id]) {
        by_place_[id] = all;
    } else if (all.defined()) {
        add_to(sum_, summed_over_positions(batch, all));
    }
}

} // namespace rasp_stitch::recognition
