#pragma once

// The cost of passing arguments.

#include "compressor/patterns/context.hpp"
#include "compressor/patterns/filling.hpp"
#include "compressor/patterns/pattern.hpp"

#include <cstddef>
#include <cstdint>

namespace rasp_stitch::compressor {

// Returns how many lambdas have to be added around a node that is passed for a metavariable which
// the body applies to `applied` arguments (Forms::eta_long). Under them, the node is applied to as
// many variables.
inline std::uint32_t missing_lambdas(const Context& context, Node node, std::uint32_t applied) {
    const std::uint32_t lambdas = context.table.lambdas[node];
    return context.settings.forms.eta_long && applied > lambdas ? applied - lambdas : 0;
}

// Returns the cost of passing a node for a metavariable that the body applies to `applied`
// arguments: an application, the node, and the lambdas that have to be added around it.
inline Cost argument_cost(const Context& context, Node node, std::uint32_t applied) {
    const lambda::CostModel& costs = context.settings.costs;
    const Cost for_each = costs.lambda + costs.application + costs.variable;
    return costs.application + context.table.cost[node] +
           missing_lambdas(context, node, applied) * for_each;
}

// Computes the increase in the cost of a use, at each row, when a hole of a pattern is filled. It
// is the cost of a new argument, or that of more lambdas around an argument that is now applied to
// more arguments.
class FillingCost {
public:
    FillingCost(const Context& context, const Pattern& parent, std::size_t hole,
                const Filling& filling)
        : context_(context), node_cost_(context.table.cost.data()),
          application_(context.settings.costs.application),
          may_add_lambdas_(context.settings.forms.eta_long), applied_(parent.holes[hole].applied) {
        if (filling.kind == FillingKind::fresh) {
            nodes_ = parent.hole(hole).data();
        } else if (filling.kind == FillingKind::reuse && context.settings.forms.eta_long &&
                   applied_ > parent.argument_applied[filling.what]) {
            nodes_ = parent.argument(filling.what).data();
            applied_before_ = parent.argument_applied[filling.what];
            is_passed_already_ = true;
        }
    }

    // Returns whether the cost rises at no row, so that at() must not be called.
    bool is_zero() const { return nodes_ == nullptr; }

    Cost at(std::size_t row) const {
        if (!may_add_lambdas_) {
            return application_ + node_cost_[nodes_[row]]; // as argument_cost() says
        }
        const Cost cost = argument_cost(context_, nodes_[row], applied_);
        return is_passed_already_ ? cost - argument_cost(context_, nodes_[row], applied_before_)
                                  : cost;
    }

private:
    const Context& context_;
    const Cost* node_cost_;
    Cost application_;
    bool may_add_lambdas_;
    const Node* nodes_ = nullptr;
    std::uint32_t applied_;
    std::uint32_t applied_before_ = 0;
    bool is_passed_already_ = false;
};

} // namespace rasp_stitch::compressor
