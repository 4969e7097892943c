#pragma once

// What it costs to pass arguments.

#include "compressor/patterns/context.hpp"
#include "compressor/patterns/filling.hpp"
#include "compressor/patterns/pattern.hpp"

#include <cstddef>
#include <cstdint>

namespace rasp_stitch::compressor {

// How many lambdas are put around a node, and how many variables it is applied to under them, when
// it is passed for a metavariable that the body applies to so many arguments (Forms::eta_long).
inline std::uint32_t missing_lambdas(const Context& context, Node node, std::uint32_t applied) {
    const std::uint32_t lambdas = context.table.lambdas[node];
    return context.settings.forms.eta_long && applied > lambdas ? applied - lambdas : 0;
}

// Of passing a node for a metavariable that the body applies to so many arguments.
inline Cost argument_cost(const Context& context, Node node, std::uint32_t applied) {
    const lambda::CostModel& costs = context.settings.costs;
    const Cost for_each = costs.lambda + costs.application + costs.variable;
    return costs.application + context.table.cost[node] +
           missing_lambdas(context, node, applied) * for_each;
}

// What a use costs more once a hole is filled, by row of the pattern: a new argument, or one that
// needs more lambdas around it now that it is applied to more arguments.
class FillingCost {
public:
    FillingCost(const Context& context, const Pattern& parent, std::size_t hole, Filling filling,
                std::uint32_t what)
        : context_(context), applied_(parent.holes[hole].applied) {
        if (filling == Filling::fresh) {
            nodes_ = parent.hole(hole).data();
        } else if (filling == Filling::reuse && context.settings.forms.eta_long &&
                   applied_ > parent.argument_applied[what]) {
            nodes_ = parent.argument(what).data();
            applied_before_ = parent.argument_applied[what];
            is_passed_already_ = true;
        }
    }

    bool is_nothing() const { return nodes_ == nullptr; }

    Cost at(std::size_t row) const {
        const Cost cost = argument_cost(context_, nodes_[row], applied_);
        return is_passed_already_ ? cost - argument_cost(context_, nodes_[row], applied_before_)
                                  : cost;
    }

private:
    const Context& context_;
    const Node* nodes_ = nullptr;
    std::uint32_t applied_;
    std::uint32_t applied_before_ = 0;
    bool is_passed_already_ = false;
};

} // namespace rasp_stitch::compressor
