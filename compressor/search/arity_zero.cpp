#include "compressor/search/arity_zero.hpp"

#include "compressor/search/bounds.hpp"

#include <algorithm>
#include <vector>

namespace rasp_stitch::compressor {

namespace {

struct ClosedTerm {
    Promise promise;
    Node node = 0;
};

// A closed term matches nowhere inside itself, so without frontiers the promise is what it is
// worth.
std::vector<ClosedTerm> closed_terms(const Context& context) {
    const NodeTable& table = context.table;
    std::vector<ClosedTerm> terms;
    for (Node node = 0; node < table.size(); ++node) {
        const Cost saving = table.cost[node] - context.settings.use_cost(0);
        if (!table.is_closed(node) || !table.may_be_used(node) || saving <= 0) {
            continue;
        }
        terms.push_back({.promise = {.utility = context.settings.utility(
                                         saving * table.weight[node], table.cost[node]),
                                     .arity = 0,
                                     .body_cost = table.cost[node]},
                         .node = node});
    }
    std::stable_sort(terms.begin(), terms.end(),
                     [](const ClosedTerm& left, const ClosedTerm& right) {
                         return left.promise.utility > right.promise.utility;
                     });
    return terms;
}

} // namespace

void offer_closed_terms(const Context& context, Offers& offers, Winners& winners) {
    for (const ClosedTerm& term : closed_terms(context)) {
        // These are sums, not a tree of patterns: the bound is not a rule to switch off here.
        if (cannot_beat(term.promise, winners.to_beat())) {
            continue;
        }
        Pattern pattern;
        pattern.body = PartialBody::whole(context.table, term.node);
        pattern.body_cost = term.promise.body_cost;
        pattern.rows = 1;
        pattern.cells = {term.node};
        pattern.saving = {context.table.cost[term.node] - context.settings.use_cost(0)};
        pattern.worth = {0};
        offers.offer(pattern, winners);
    }
}

} // namespace rasp_stitch::compressor
