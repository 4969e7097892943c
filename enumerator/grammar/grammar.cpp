#include "enumerator/grammar/grammar.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <cmath>
#include <unordered_set>

namespace rasp_stitch::enumerator {

namespace {

using lambda::TypeId;
using lambda::TypeStore;

void check_weight(double weight, std::string_view of) {
    if (!(weight < std::numeric_limits<double>::infinity())) {
        throw InputError({.found = fmt::format("the weight of {} is {}", of, weight),
                          .expected = "a finite number or -infinity"});
    }
}

void check_weights(std::span<const Production> productions, const Weights& weights) {
    if (weights.productions.size() != productions.size()) {
        throw InputError({.found = fmt::format("{} weights for {} productions",
                                               weights.productions.size(), productions.size()),
                          .expected = "one for each"});
    }
    check_weight(weights.variable, "variables");
    for (std::size_t i = 0; i < productions.size(); ++i) {
        check_weight(weights.productions[i], safe_excerpt(productions[i].expression, 60));
    }
}

} // namespace

Grammar uniform_grammar(TypeStore& types, std::span<const std::string> expressions,
                        const PrimitiveType& primitive_type) {
    ExpressionTypes expression_types(types, primitive_type);
    Grammar grammar;
    std::unordered_set<std::string> known;
    for (const std::string& expression : expressions) {
        Production production = expression_types.production(expression);
        if (!known.insert(production.expression).second) {
            throw InputError({.found = fmt::format("{} is a production twice",
                                                   safe_excerpt(production.expression, 60)),
                              .expected = "each production once"});
        }
        grammar.productions.push_back(std::move(production));
    }
    grammar.weights.productions.assign(grammar.productions.size(), 0);
    return grammar;
}

std::size_t arity_of(const TypeStore& types, TypeId type) {
    std::size_t arity = 0;
    for (; types.is_arrow(type); type = types.result_of(type)) {
        ++arity;
    }
    return arity;
}

GrammarView::GrammarView(const TypeStore&, const Grammar& grammar)
    : productions_(grammar.productions), tables_{&grammar.weights} {
    check_weights(productions_, grammar.weights);
}

GrammarView::GrammarView(const TypeStore& types, const ContextualGrammar& grammar)
    : productions_(grammar.productions), tables_{&grammar.no_parent, &grammar.variable_parent} {
    if (grammar.arguments.size() != productions_.size()) {
        throw InputError({.found = fmt::format("weights for the arguments of {} productions",
                                               grammar.arguments.size()),
                          .expected = fmt::format("of {}", productions_.size())});
    }
    for (std::size_t i = 0; i < productions_.size(); ++i) {
        const std::size_t arity = arity_of(types, productions_[i].type);
        if (grammar.arguments[i].size() != arity) {
            throw InputError(
                {.found = fmt::format("weights for {} arguments of {}", grammar.arguments[i].size(),
                                      safe_excerpt(productions_[i].expression, 60)),
                 .expected = fmt::format("for {}", arity)});
        }
        first_tables_.push_back(static_cast<std::uint32_t>(tables_.size()));
        for (const Weights& weights : grammar.arguments[i]) {
            tables_.push_back(&weights);
        }
    }
    for (const Weights* weights : tables_) {
        check_weights(productions_, *weights);
    }
}

GrammarView view_of(const TypeStore& types, const AnyGrammar& grammar) {
    return std::visit([&](const auto& kind) { return GrammarView(types, kind); }, grammar);
}

} // namespace rasp_stitch::enumerator
