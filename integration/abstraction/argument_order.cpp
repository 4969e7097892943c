#include "integration/abstraction/argument_order.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "lambda/terms/rebuild.hpp"
#include "lambda/terms/subterms.hpp"
#include "lambda/terms/term_store.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace rasp_stitch::abstraction {

using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

std::string up_to_argument_order(std::string_view expression) {
    TermStore terms;
    TermId body = enumerator::read_expression(terms, expression.substr(1));
    while (terms.is(TermKind::lambda, body)) {
        body = terms.body(body);
    }
    const std::vector<std::uint32_t> order = lambda::variables_as_met(terms, body);
    body = lambda::rebuild(terms, body, [&](TermId leaf, std::uint32_t depth) {
        const auto place = std::ranges::find(order, terms.index(leaf) - depth);
        return terms.variable(static_cast<std::uint32_t>(place - order.begin()) + depth);
    });
    return enumerator::print_expression(terms, body);
}

} // namespace rasp_stitch::abstraction
