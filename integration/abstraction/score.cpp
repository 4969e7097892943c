#include "integration/abstraction/score.hpp"

#include "enumerator/grammar/choices.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/likelihood.hpp"
#include "lambda/terms/parse.hpp"
#include "lambda/terms/subterms.hpp"
#include "lambda/terms/term_store.hpp"

#include <cmath>
#include <numbers>
#include <string>
#include <vector>

namespace rasp_stitch::abstraction {

using enumerator::Grammar;
using enumerator::GrammarView;
using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

namespace {

// The body of an abstraction, without the lambdas that bind its arguments.
struct Body {
    TermStore store = {};
    TermId term{};

    explicit Body(std::string_view expression) {
        term = enumerator::read_expression(store, expression.substr(1));
        while (store.is(TermKind::lambda, term)) {
            term = store.body(term);
        }
    }

    bool is_recursion() const {
        return store.is(TermKind::application, term) &&
               store.is(TermKind::application, store.function(term)) &&
               store.is(TermKind::primitive, store.function(store.function(term))) &&
               store.name(store.function(store.function(term))) == "fix1";
    }
};

// Returns the log probability of the frontiers.
double log_evidence(const Grammar& grammar, const lambda::TypeStore& types,
                    std::span<const enumerator::FrontierSummary> frontiers) {
    const GrammarView view(types, grammar);
    double sum = 0;
    std::vector<double> programs;
    for (const enumerator::FrontierSummary& frontier : frontiers) {
        programs.clear();
        for (const enumerator::ProgramSummary& program : frontier) {
            programs.push_back(program.log_likelihood +
                               enumerator::log_prior(program.summary, view));
        }
        sum += programs.empty() ? 0 : enumerator::log_sum_exp(programs);
    }
    return sum;
}

} // namespace

enumerator::Weights start_weights(std::size_t productions) {
    enumerator::Weights weights{.variable = -std::numbers::ln2, .productions = {}};
    weights.productions.assign(productions, -std::log(static_cast<double>(productions)));
    return weights;
}

std::size_t production_size(std::string_view expression) {
    if (!expression.starts_with('#')) {
        return 1;
    }
    const Body body(expression);
    const TermId counted = body.is_recursion() ? body.store.argument(body.term) : body.term;
    return lambda::leaves_of(body.store, counted).size(); // as a tree
}

bool is_sized_by_dreamcoder(std::string_view expression) {
    if (!expression.starts_with('#')) {
        return true;
    }
    const Body body(expression);
    return !body.is_recursion() ||
           body.store.is(TermKind::variable, body.store.argument(body.store.function(body.term)));
}

std::size_t library_size(std::span<const enumerator::Production> productions) {
    std::size_t size = 0;
    for (const enumerator::Production& production : productions) {
        size += production_size(production.expression);
    }
    return size;
}

ScoredLibrary score(const lambda::TypeStore& types, const Grammar& grammar, std::size_t size,
                    std::span<const enumerator::FrontierSummary> frontiers,
                    const ScoreSettings& settings) {
    ScoredLibrary scored{.score = 0,
                         .grammar = enumerator::inside_outside(
                             types, grammar, frontiers, {.pseudo_counts = settings.pseudo_counts})};
    scored.score = log_evidence(scored.grammar, types, frontiers) -
                   settings.aic * static_cast<double>(grammar.productions.size()) -
                   settings.structure_penalty * static_cast<double>(size);
    return scored;
}

} // namespace rasp_stitch::abstraction
