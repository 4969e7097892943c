#include "compressor/search/arity_zero.hpp"

#include "compressor/search/bounds.hpp"

#include <algorithm>
#include <vector>

namespace rasp_stitch::compressor {

namespace {

struct ClosedTerm {
    Score bound;
    Node node = 0;
};

// Returns the closed terms that save anything, the best first. A closed term does not match inside
// itself, so its bound is its score, unless tasks have several programs.
std::vector<ClosedTerm> closed_terms(const Context& context) {
    const NodeTable& table = context.table;
    std::vector<ClosedTerm> terms;
    for (Node node = 0; node < table.size(); ++node) {
        const Cost saving = table.cost[node] - context.settings.use_cost(0);
        if (!table.is_closed(node) || !table.allows_use(node) || table.contains_symbol(node) ||
            saving <= 0) {
            continue;
        }
        const Score bound{
            .utility = context.settings.utility(saving * table.weight[node], table.cost[node]),
            .arity = 0,
            .body_cost = table.cost[node]};
        if (!cannot_beat(bound, no_incumbent)) { // as most that occur only once
            terms.push_back({.bound = bound, .node = node});
        }
    }
    std::stable_sort(terms.begin(), terms.end(),
                     [](const ClosedTerm& left, const ClosedTerm& right) {
                         return left.bound.utility > right.bound.utility;
                     });
    return terms;
}

} // namespace

void consider_closed_terms(const Context& context, Scorer& scorer, BestAbstractions& best) {
    for (const ClosedTerm& term : closed_terms(context)) {
        // This does not depend on the rule upper-bound, since it expands no pattern.
        if (cannot_beat(term.bound, best.incumbent())) {
            continue;
        }
        Pattern pattern;
        pattern.body = PartialBody::whole(context.table, term.node);
        pattern.body_cost = term.bound.body_cost;
        pattern.rows = 1;
        pattern.cells = {term.node};
        pattern.saving = {context.table.cost[term.node] - context.settings.use_cost(0)};
        pattern.row_bound = {0};
        scorer.consider(pattern, best);
    }
}

} // namespace rasp_stitch::compressor
