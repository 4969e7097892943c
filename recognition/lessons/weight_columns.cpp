#include "recognition/lessons/weight_columns.hpp"

#include "enumerator/grammar/choices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace rasp_stitch::recognition {

using enumerator::AnyGrammar;
using enumerator::ContextualGrammar;
using enumerator::Grammar;
using enumerator::Production;
using enumerator::Weights;

namespace {

constexpr std::uint32_t variable_column = 0;
constexpr std::uint32_t first_kind = 1;

constexpr auto most = static_cast<double>(WeightColumns::most_weight);

float column_weight(double weight) {
    return static_cast<float>(std::clamp(weight, -most, most));
}

double grammar_weight(float weight) {
    return std::clamp(static_cast<double>(weight), -most, most);
}

} // namespace

std::string_view name_of(GrammarKind kind) {
    return kind == GrammarKind::contextual ? "contextual" : "plain";
}

double log_prior(const ChoiceCounts& counts, std::span<const float> row) {
    double sum = counts.constant;
    for (const ChoiceCounts::Use& use : counts.uses) {
        sum += use.count * static_cast<double>(row[use.column]);
    }
    std::vector<double> weights;
    for (const ChoiceCounts::Normaliser& normaliser : counts.normalisers) {
        weights.clear();
        for (const std::uint32_t column : normaliser.columns) {
            weights.push_back(static_cast<double>(row[column]));
        }
        sum -= normaliser.count * enumerator::log_sum_exp(weights);
    }
    return sum;
}

std::vector<std::string> column_names(std::span<const std::string> productions) {
    std::vector<std::string> names = {"variable"};
    for (const rasp::ValueKind kind : literal_kinds) {
        names.emplace_back(rasp::name_of(kind));
    }
    names.insert(names.end(), productions.begin(), productions.end());
    return names;
}

WeightColumns::WeightColumns(const lambda::TypeStore& types,
                             std::span<const Production> productions, GrammarKind kind)
    : productions_(productions.begin(), productions.end()), kind_(kind) {
    for (const Production& production : productions_) {
        arities_.push_back(enumerator::arity_of(types, production.type));
    }
    if (kind == GrammarKind::contextual) {
        tables_ = table_names().size();
    }
}

std::vector<std::string> WeightColumns::production_names() const {
    std::vector<std::string> names;
    for (const Production& production : productions_) {
        names.push_back(production.expression);
    }
    return names;
}

std::vector<std::string> WeightColumns::table_names() const {
    std::vector<std::string> names = {"root"};
    if (kind_ == GrammarKind::plain) {
        return names;
    }
    names.emplace_back("variable");
    for (std::size_t i = 0; i < productions_.size(); ++i) {
        for (std::size_t argument = 0; argument < arities_[i]; ++argument) {
            names.push_back(fmt::format("{} {}", productions_[i].expression, argument));
        }
    }
    return names;
}

std::vector<float> WeightColumns::row(const Grammar& grammar) const {
    std::vector<float> table = {column_weight(grammar.weights.variable)};
    for (const double weight : literal_weights(grammar)) {
        table.push_back(column_weight(weight));
    }
    for (const Production& production : productions_) {
        const auto found =
            std::ranges::find(grammar.productions, production.expression, &Production::expression);
        const auto number = static_cast<std::size_t>(found - grammar.productions.begin());
        table.push_back(found == grammar.productions.end()
                            ? 0
                            : column_weight(grammar.weights.productions[number]));
    }
    std::vector<float> row;
    for (std::size_t i = 0; i < tables(); ++i) {
        row.insert(row.end(), table.begin(), table.end());
    }
    return row;
}

Weights WeightColumns::weights(std::span<const float> table,
                               std::span<const Production> productions) const {
    const auto counts = count_literals(productions.subspan(productions_.size()));
    Weights weights{.variable = grammar_weight(table[variable_column]), .productions = {}};
    for (std::size_t i = 0; i < productions.size(); ++i) {
        if (i < productions_.size()) {
            weights.productions.push_back(grammar_weight(table[first_production + i]));
        } else {
            const auto kind = std::size_t(*literal_kind(productions[i].expression));
            weights.productions.push_back(grammar_weight(table[first_kind + kind]) -
                                          std::log(static_cast<double>(counts[kind])));
        }
    }
    return weights;
}

AnyGrammar WeightColumns::grammar(lambda::TypeStore& types, std::span<const float> row,
                                  std::span<const std::string> literals) const {
    const Grammar bare{.productions = productions_,
                       .weights = {.productions = std::vector<double>(productions_.size())}};
    std::vector<Production> productions = task_grammar(types, bare, literals).productions;
    std::vector<Weights> tables;
    for (std::size_t i = 0; i < this->tables(); ++i) {
        tables.push_back(weights(row.subspan(i * width(), width()), productions));
    }
    if (kind_ == GrammarKind::plain) {
        return Grammar{.productions = std::move(productions), .weights = std::move(tables[0])};
    }
    ContextualGrammar grammar{.productions = std::move(productions),
                              .no_parent = std::move(tables[0]),
                              .variable_parent = std::move(tables[1]),
                              .arguments = {}};
    std::size_t next = 2;
    for (std::size_t i = 0; i < grammar.productions.size(); ++i) {
        std::vector<Weights>& arguments = grammar.arguments.emplace_back();
        for (std::size_t argument = 0; i < arities_.size() && argument < arities_[i]; ++argument) {
            arguments.push_back(std::move(tables[next++]));
        }
    }
    return grammar;
}

std::uint32_t WeightColumns::column(std::uint32_t table, std::uint32_t production,
                                    std::span<const Production> productions) const {
    const auto first = static_cast<std::uint32_t>(table * width());
    if (production == enumerator::any_variable) {
        return first + variable_column;
    }
    if (production < productions_.size()) {
        return first + static_cast<std::uint32_t>(first_production) + production;
    }
    const rasp::ValueKind kind = *literal_kind(productions[production].expression);
    return first + first_kind + static_cast<std::uint32_t>(kind);
}

ChoiceCounts WeightColumns::counts(const enumerator::LikelihoodSummary& summary,
                                   std::span<const Production> productions) const {
    const auto literals = count_literals(productions.subspan(productions_.size()));
    ChoiceCounts counts{.uses = {}, .normalisers = {}, .constant = summary.constant};
    std::map<std::uint32_t, double> uses;
    for (const auto& use : summary.uses) {
        uses[column(use.table, use.production, productions)] += use.count;
        if (use.production != enumerator::any_variable && use.production >= productions_.size()) {
            const auto kind = std::size_t(*literal_kind(productions[use.production].expression));
            counts.constant -= use.count * std::log(static_cast<double>(literals[kind]));
        }
    }
    for (const auto& [column, count] : uses) {
        counts.uses.push_back({column, count});
    }
    std::map<std::vector<std::uint32_t>, double> normalisers;
    for (const auto& normaliser : summary.normalisers) {
        std::vector<std::uint32_t> columns;
        for (const std::uint32_t candidate : normaliser.candidates) {
            columns.push_back(column(normaliser.table, candidate, productions));
        }
        std::ranges::sort(columns);
        columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
        normalisers[std::move(columns)] += normaliser.count;
    }
    for (const auto& [columns, count] : normalisers) {
        counts.normalisers.push_back({columns, count});
    }
    return counts;
}

} // namespace rasp_stitch::recognition
