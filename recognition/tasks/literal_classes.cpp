#include "recognition/tasks/literal_classes.hpp"

#include "enumerator/grammar/choices.hpp"
#include "lambda/terms/subterms.hpp"
#include "rasp/language/value.hpp"
#include "recognition/tasks/task_grammar.hpp"

#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

namespace rasp_stitch::recognition {

using enumerator::Grammar;
using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

LiteralClasses::LiteralClasses(std::span<const enumerator::Production> productions) {
    std::map<rasp::ValueKind, std::size_t> first_of_kind; // production
    for (std::size_t i = 0; i < productions.size(); ++i) {
        const std::string& expression = productions[i].expression;
        if (const std::optional<rasp::ValueKind> kind = literal_kind(expression)) {
            const auto [first, is_new] = first_of_kind.emplace(*kind, i);
            first_.emplace(expression, productions[first->second].expression);
            if (!is_new) {
                class_of_.push_back(class_of_[first->second]);
                ++sizes_[class_of_.back()];
                continue;
            }
        }
        class_of_.push_back(sizes_.size());
        sizes_.push_back(1);
    }
}

Grammar LiteralClasses::merged(const Grammar& grammar) const {
    Grammar merged;
    merged.weights = grammar.weights;
    merged.weights.productions.clear();
    std::vector<std::vector<double>> weights(sizes_.size());
    for (std::size_t i = 0; i < class_of_.size(); ++i) {
        if (weights[class_of_[i]].empty()) {
            merged.productions.push_back(grammar.productions[i]);
        }
        weights[class_of_[i]].push_back(grammar.weights.productions[i]);
    }
    for (const std::vector<double>& of_class : weights) {
        merged.weights.productions.push_back(enumerator::log_sum_exp(of_class));
    }
    return merged;
}

Grammar LiteralClasses::shared(Grammar grammar, const Grammar& merged) const {
    std::vector<double> weights;
    for (const std::size_t of : class_of_) {
        weights.push_back(merged.weights.productions[of] -
                          std::log(static_cast<double>(sizes_[of])));
    }
    grammar.weights = merged.weights;
    grammar.weights.productions = std::move(weights);
    return grammar;
}

TermId LiteralClasses::merged(TermStore& store, TermId term) const {
    std::unordered_map<TermId, TermId> made;
    for (const TermId part : lambda::subterms(store, std::array{term})) {
        TermId whole = part;
        if (store.is(TermKind::application, part)) {
            whole = store.application(made.at(store.function(part)), made.at(store.argument(part)));
        } else if (store.is(TermKind::lambda, part)) {
            whole = store.lambda(made.at(store.body(part)));
        } else if (store.is(TermKind::primitive, part)) {
            const auto first = first_.find(store.name(part));
            whole = first == first_.end() ? part : store.primitive(first->second);
        }
        made.emplace(part, whole);
    }
    return made.at(term);
}

} // namespace rasp_stitch::recognition
