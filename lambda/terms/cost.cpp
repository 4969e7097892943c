#include "lambda/terms/cost.hpp"

#include "lambda/terms/subterms.hpp"

#include <array>

namespace rasp_stitch::lambda {

Cost CostModel::of_primitive(const std::string& name) const {
    const auto own = primitives.find(name);
    return own == primitives.end() ? primitive : own->second;
}

Cost term_cost(const TermStore& store, TermId term, const CostModel& costs) {
    return term_costs(store, std::array{term}, costs).at(term);
}

std::unordered_map<TermId, Cost> term_costs(const TermStore& store, std::span<const TermId> terms,
                                            const CostModel& costs) {
    std::unordered_map<TermId, Cost> cost_of;
    for (const TermId part : subterms(store, terms)) {
        Cost cost = 0;
        switch (store.kind(part)) {
        case TermKind::primitive:
            cost = costs.of_primitive(store.name(part));
            break;
        case TermKind::variable:
            cost = costs.variable;
            break;
        case TermKind::metavariable:
            cost = CostModel::metavariable;
            break;
        case TermKind::application:
            cost = costs.application + cost_of.at(store.function(part)) +
                   cost_of.at(store.argument(part));
            break;
        case TermKind::lambda:
            cost = costs.lambda + cost_of.at(store.body(part));
            break;
        }
        cost_of.emplace(part, cost);
    }
    return cost_of;
}

} // namespace rasp_stitch::lambda
