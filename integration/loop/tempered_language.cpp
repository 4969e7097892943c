#include "integration/loop/tempered_language.hpp"

#include "recognition/tasks/task_grammar.hpp"

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <unordered_map>
#include <variant>

namespace rasp_stitch::loop {

using enumerator::AnyGrammar;
using enumerator::ContextualGrammar;
using enumerator::Grammar;
using enumerator::Production;
using enumerator::Weights;

namespace {

// Calls `change` with the weights of each table.
void for_each_table(AnyGrammar& grammar, const std::function<void(Weights&)>& change) {
    if (auto* const unigram = std::get_if<Grammar>(&grammar)) {
        change(unigram->weights);
        return;
    }
    auto& contextual = std::get<ContextualGrammar>(grammar);
    change(contextual.no_parent);
    change(contextual.variable_parent);
    for (std::vector<Weights>& arguments : contextual.arguments) {
        for (Weights& weights : arguments) {
            change(weights);
        }
    }
}

} // namespace

void discount_abstractions(AnyGrammar& grammar, double nats) {
    const std::span<const Production> productions = productions_of(grammar);
    for_each_table(grammar, [&](Weights& weights) {
        for (std::size_t i = 0; i < productions.size(); ++i) {
            if (productions[i].expression.starts_with('#')) {
                weights.productions[i] -= nats;
            }
        }
    });
}

enumerator::Language tempered(enumerator::Language language, const enumerator::Language& prior,
                              double trust) {
    const Grammar& before = recognition::unigram(prior);
    std::unordered_map<std::string, double> known;
    for (std::size_t i = 0; i < before.productions.size(); ++i) {
        known.emplace(before.productions[i].expression, before.weights.productions[i]);
    }
    const auto between = [&](double from, double to) { return from + trust * (to - from); };
    const std::span<const Production> productions = productions_of(language.grammar);
    for_each_table(language.grammar, [&](Weights& weights) {
        weights.variable = between(before.weights.variable, weights.variable);
        for (std::size_t i = 0; i < productions.size(); ++i) {
            const auto found = known.find(productions[i].expression);
            if (found != known.end()) {
                weights.productions[i] = between(found->second, weights.productions[i]);
            }
        }
    });
    return language;
}

} // namespace rasp_stitch::loop
