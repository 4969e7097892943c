#include "enumerator/grammar/inside_outside.hpp"

#include <cmath>

namespace rasp_stitch::enumerator {

namespace {

struct Counts {
    double uses = 0;
    double opportunities = 0;
};

struct TableCounts {
    Counts variable;
    std::vector<Counts> productions;

    Counts& of(std::uint32_t production) {
        return production == any_variable ? variable : productions[production];
    }
};

void count(const FrontierSummary& frontier, const GrammarView& view,
           std::vector<TableCounts>& tables) {
    std::vector<double> posteriors;
    for (const ProgramSummary& entry : frontier) {
        posteriors.push_back(entry.log_likelihood + log_prior(entry.summary, view));
    }
    const double all = log_sum_exp(posteriors);
    if (all == impossible) {
        return;
    }
    for (std::size_t i = 0; i < frontier.size(); ++i) {
        const double share = std::exp(posteriors[i] - all);
        for (const LikelihoodSummary::Use& use : frontier[i].summary.uses) {
            tables[use.table].of(use.production).uses += share * use.count;
        }
        for (const LikelihoodSummary::Normaliser& normaliser : frontier[i].summary.normalisers) {
            for (const std::uint32_t candidate : normaliser.candidates) {
                tables[normaliser.table].of(candidate).opportunities += share * normaliser.count;
            }
        }
    }
}

double weight(const Counts& counts, double pseudo_counts) {
    const double opportunities = counts.opportunities + pseudo_counts;
    return opportunities == 0 ? 0 : std::log(counts.uses + pseudo_counts) - std::log(opportunities);
}

void set_weights(Weights& weights, const TableCounts& counts, double pseudo_counts) {
    weights.variable = weight(counts.variable, pseudo_counts);
    for (std::size_t i = 0; i < weights.productions.size(); ++i) {
        weights.productions[i] = weight(counts.productions[i], pseudo_counts);
    }
}

// In the order of the view's tables.
std::vector<Weights*> tables_of(Grammar& grammar) {
    return {&grammar.weights};
}
std::vector<Weights*> tables_of(ContextualGrammar& grammar) {
    std::vector<Weights*> tables{&grammar.no_parent, &grammar.variable_parent};
    for (std::vector<Weights>& arguments : grammar.arguments) {
        for (Weights& weights : arguments) {
            tables.push_back(&weights);
        }
    }
    return tables;
}

template <class AnyKind>
AnyKind update(const lambda::TypeStore& types, AnyKind grammar,
               std::span<const FrontierSummary> frontiers, const InsideOutsideOptions& options) {
    for (std::size_t i = 0; i < options.iterations; ++i) {
        const GrammarView view(types, grammar);
        TableCounts none;
        none.productions.resize(grammar.productions.size());
        std::vector<TableCounts> counts(view.table_count(), none);
        for (const FrontierSummary& frontier : frontiers) {
            count(frontier, view, counts);
        }
        const std::vector<Weights*> tables = tables_of(grammar);
        for (std::size_t t = 0; t < tables.size(); ++t) {
            set_weights(*tables[t], counts[t], options.pseudo_counts);
        }
    }
    return grammar;
}

} // namespace

Grammar inside_outside(const lambda::TypeStore& types, const Grammar& grammar,
                       std::span<const FrontierSummary> frontiers,
                       const InsideOutsideOptions& options) {
    return update(types, grammar, frontiers, options);
}

ContextualGrammar inside_outside(const lambda::TypeStore& types, const ContextualGrammar& grammar,
                                 std::span<const FrontierSummary> frontiers,
                                 const InsideOutsideOptions& options) {
    return update(types, grammar, frontiers, options);
}

} // namespace rasp_stitch::enumerator
