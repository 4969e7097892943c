#include "recognition/tasks/task_grammar.hpp"

#include "enumerator/grammar/choices.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "support/text/input_error.hpp"

#include <cmath>
#include <cstddef>
#include <variant>

namespace rasp_stitch::recognition {

using enumerator::Grammar;
using enumerator::Production;

KindWeights literal_weights(const Grammar& grammar) {
    std::array<std::vector<double>, literal_kinds.size()> weights;
    for (std::size_t i = 0; i < grammar.productions.size(); ++i) {
        if (const auto kind = literal_kind(grammar.productions[i].expression)) {
            weights[std::size_t(*kind)].push_back(grammar.weights.productions[i]);
        }
    }
    KindWeights together{};
    for (std::size_t kind = 0; kind < weights.size(); ++kind) {
        together[kind] = weights[kind].empty() ? 0 : enumerator::log_sum_exp(weights[kind]);
    }
    return together;
}

std::array<std::size_t, literal_kinds.size()>
count_literals(std::span<const Production> productions) {
    std::array<std::size_t, literal_kinds.size()> counts{};
    for (const Production& production : productions) {
        if (const auto kind = literal_kind(production.expression)) {
            ++counts[std::size_t(*kind)];
        }
    }
    return counts;
}

Grammar task_grammar(lambda::TypeStore& types, const Grammar& grammar,
                     std::span<const std::string> literals) {
    Grammar own{.productions = {}, .weights = grammar.weights};
    own.weights.productions.clear();
    for (std::size_t i = 0; i < grammar.productions.size(); ++i) {
        if (!literal_kind(grammar.productions[i].expression)) {
            own.productions.push_back(grammar.productions[i]);
            own.weights.productions.push_back(grammar.weights.productions[i]);
        }
    }
    const std::size_t others = own.productions.size();
    const enumerator::PrimitiveType primitive_type = enumerator::rasp_type;
    enumerator::ExpressionTypes expression_types(types, primitive_type);
    for (const std::string& literal : literals) {
        if (literal_kind(literal)) {
            own.productions.push_back(expression_types.production(literal));
        }
    }
    const std::span<const Production> added = std::span(own.productions).subspan(others);
    const auto counts = count_literals(added);
    const KindWeights together = literal_weights(grammar);
    for (const Production& literal : added) {
        const auto kind = std::size_t(*literal_kind(literal.expression));
        const double weight = together[kind];
        own.weights.productions.push_back(weight - std::log(static_cast<double>(counts[kind])));
    }
    return own;
}

} // namespace rasp_stitch::recognition
