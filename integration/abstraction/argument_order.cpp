#include "integration/abstraction/argument_order.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "lambda/terms/rebuild.hpp"
#include "lambda/terms/term_store.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace rasp_stitch::abstraction {

using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

namespace {

// Adds the free variables, in the order in which they are met.
void collect(const TermStore& terms, TermId term, std::uint32_t depth,
             std::vector<std::uint32_t>& met) {
    if (terms.free_bound(term) <= depth) {
        return;
    }
    if (terms.is(TermKind::application, term)) {
        collect(terms, terms.function(term), depth, met);
        collect(terms, terms.argument(term), depth, met);
    } else if (terms.is(TermKind::lambda, term)) {
        collect(terms, terms.body(term), depth + 1, met);
    } else if (std::ranges::find(met, terms.index(term) - depth) == met.end()) {
        met.push_back(terms.index(term) - depth);
    }
}

} // namespace

std::string up_to_argument_order(std::string_view expression) {
    TermStore terms;
    TermId body = enumerator::read_expression(terms, expression.substr(1));
    while (terms.is(TermKind::lambda, body)) {
        body = terms.body(body);
    }
    std::vector<std::uint32_t> order;
    collect(terms, body, 0, order);
    body = lambda::rebuild(terms, body, [&](TermId leaf, std::uint32_t depth) {
        const auto place = std::ranges::find(order, terms.index(leaf) - depth);
        return terms.variable(static_cast<std::uint32_t>(place - order.begin()) + depth);
    });
    return enumerator::print_expression(terms, body);
}

} // namespace rasp_stitch::abstraction
