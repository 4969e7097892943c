#pragma once

// The weights of a task's grammar as columns of numbers: what a network predicts.
//
//     const WeightColumns columns(types, productions, GrammarKind::contextual);
//     std::vector<float> row(columns.size()); // a task's weights, in nats
//     columns.grammar(types, row, literals)   // the grammar with them
//
// A table of weights has one column for all variables, one for all literals of each kind
// (recognition/tasks/task_grammar.hpp), and one for each production. A plain (unigram) language has
// one table. A contextual (bigram) language has one for the root, one for the arguments of
// variables, and one for each argument of each production, in the order of enumerator::GrammarView.

#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/grammar_json.hpp"
#include "enumerator/grammar/likelihood.hpp"
#include "lambda/types/type_store.hpp"
#include "recognition/tasks/task_grammar.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::recognition {

enum class GrammarKind : std::uint8_t { plain, contextual };

std::string_view name_of(GrammarKind kind); // "plain"

// All that relates weights to a program's probability (enumerator/grammar/likelihood.hpp). With w
// the weights by column:
//
//     log prior = constant + sum of uses * w - sum of count * log of the sum of exp(w) of a set
struct ChoiceCounts {
    struct Use {
        std::uint32_t column = 0;
        double count = 0;
    };
    struct Normaliser {
        std::vector<std::uint32_t> columns; // ascending
        double count = 0;
    };
    std::vector<Use> uses;
    std::vector<Normaliser> normalisers;
    double constant = 0;
};

double log_prior(const ChoiceCounts& counts, std::span<const float> row);

// Returns the names of the columns of each table: "variable", "num", "bool", "str", then the
// productions.
std::vector<std::string> column_names(std::span<const std::string> productions);

class WeightColumns {
public:
    // The productions must not be literals.
    WeightColumns(const lambda::TypeStore& types,
                  std::span<const enumerator::Production> productions, GrammarKind kind);

    static constexpr std::size_t first_production = 1 + literal_kinds.size();

    std::size_t tables() const { return tables_; }
    std::size_t width() const { return first_production + productions_.size(); }
    std::size_t size() const { return tables() * width(); }
    GrammarKind kind() const { return kind_; }

    std::vector<std::string> production_names() const;

    // Returns the names of the tables: "root", "variable", then "EXPRESSION 0", "EXPRESSION 1", ...
    std::vector<std::string> table_names() const;

    // Returns a grammar's weights, the same in every table, clamped to [-most_weight, most_weight]
    // so that nothing is impossible. A kind without literals has weight 0.
    std::vector<float> row(const enumerator::Grammar& grammar) const;
    static constexpr float most_weight = 30;

    // Returns the grammar of a task with these weights, its literals last, of this kind. Weights
    // are clamped as in row(), so that every program has a probability above 0.
    enumerator::AnyGrammar grammar(lambda::TypeStore& types, std::span<const float> row,
                                   std::span<const std::string> literals) const;

    // Returns the choices of a program in a grammar that grammar() returned.
    ChoiceCounts counts(const enumerator::LikelihoodSummary& summary,
                        std::span<const enumerator::Production> productions) const;

private:
    std::uint32_t column(std::uint32_t table, std::uint32_t production,
                         std::span<const enumerator::Production> productions) const;
    enumerator::Weights weights(std::span<const float> table,
                                std::span<const enumerator::Production> productions) const;

    std::vector<enumerator::Production> productions_;
    std::vector<std::size_t> arities_; // by production
    std::size_t tables_ = 1;
    GrammarKind kind_;
};

} // namespace rasp_stitch::recognition
