#include "integration/abstraction/explanation.hpp"

#include "enumerator/grammar/likelihood.hpp"
#include "lambda/types/unification.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <utility>

namespace rasp_stitch::abstraction {

using enumerator::Grammar;
using enumerator::GrammarView;
using enumerator::Likelihood;
using enumerator::LikelihoodSummary;
using lambda::TermId;
using lambda::TermStore;
using lambda::TypeId;

namespace {

std::optional<LikelihoodSummary> summary_of(Likelihood& likelihood, TypeId request,
                                            const TermStore& store, TermId term) {
    try {
        return likelihood.summary(request, store, term);
    } catch (const InputError&) {
        return std::nullopt;
    }
}

// Adds the production to every choice in which `same_result` takes part: whether a production can
// stand at a place depends on its result type alone.
LikelihoodSummary with_candidate(LikelihoodSummary summary, std::uint32_t added,
                                 std::uint32_t same_result) {
    for (LikelihoodSummary::Normaliser& normaliser : summary.normalisers) {
        std::vector<std::uint32_t>& candidates = normaliser.candidates;
        if (std::binary_search(candidates.begin(), candidates.end(), same_result)) {
            candidates.insert(std::lower_bound(candidates.begin(), candidates.end(), added), added);
        }
    }
    return summary;
}

// Returns the result type with its variables numbered in order, so that results that are equal up
// to names have the same id.
TypeId result_of(lambda::TypeStore& types, TypeId type) {
    const TypeId result = lambda::signature_of(types, type).result;
    lambda::Unifier unifier(types);
    const lambda::TypeInstance instance = unifier.instantiate(result);
    return lambda::Resolver(types, unifier).resolve(instance).value_or(result);
}

} // namespace

Grammar without_weights(Grammar grammar) {
    grammar.weights.variable = 0;
    grammar.weights.productions.assign(grammar.productions.size(), 0);
    return grammar;
}

Explanation explain(const enumerator::Language& language, const Grammar& weighted,
                    const ProgramSelection& selection) {
    const Grammar grammar = without_weights(weighted);
    const GrammarView view(language.types, grammar);
    Likelihood likelihood(language.types, view);
    Explanation explanation{
        .frontiers = {}, .roots = selection.programs.roots, .tasks_rewritten = 0};
    explanation.frontiers.resize(selection.programs.task_count);
    for (std::size_t i = 0; i < explanation.roots.size(); ++i) {
        explanation.frontiers[selection.programs.tasks[i]].push_back(
            {.summary =
                 likelihood.summary(selection.requests[i], language.terms, explanation.roots[i]),
             .log_likelihood = selection.log_likelihoods[i]});
    }
    return explanation;
}

Explanation explain_with(const enumerator::Language& language, const Grammar& weighted,
                         const ProgramSelection& selection, std::span<const TermId> rewritten,
                         const Explanation& before, std::optional<std::uint32_t> same_result) {
    const Grammar grammar = without_weights(weighted);
    const GrammarView view(language.types, grammar);
    Likelihood likelihood(language.types, view);
    const auto added = static_cast<std::uint32_t>(grammar.productions.size() - 1);
    const ProgramColumns& programs = selection.programs;
    Explanation explanation;
    explanation.frontiers.resize(programs.task_count);
    std::vector<bool> is_rewritten(programs.task_count, false);
    for (std::size_t i = 0; i < programs.roots.size(); ++i) {
        enumerator::FrontierSummary& frontier = explanation.frontiers[programs.tasks[i]];
        const TypeId request = selection.requests[i];
        TermId root = rewritten[i];
        std::optional<LikelihoodSummary> summary;
        if (root != programs.roots[i]) {
            summary = summary_of(likelihood, request, language.terms, root);
            root = summary ? root : programs.roots[i];
        }
        if (!summary) {
            const LikelihoodSummary& old =
                before.frontiers[programs.tasks[i]][frontier.size()].summary;
            summary = same_result ? with_candidate(old, added, *same_result)
                                  : likelihood.summary(request, language.terms, root);
        }
        is_rewritten[programs.tasks[i]] =
            is_rewritten[programs.tasks[i]] || root != programs.roots[i];
        frontier.push_back(
            {.summary = *std::move(summary), .log_likelihood = selection.log_likelihoods[i]});
        explanation.roots.push_back(root);
    }
    explanation.tasks_rewritten = static_cast<std::size_t>(std::ranges::count(is_rewritten, true));
    return explanation;
}

std::vector<TermId> eta_long_rewritings(const enumerator::Language& language,
                                        const Grammar& weighted, const ProgramSelection& programs,
                                        std::span<const TermId> rewritten) {
    const Grammar grammar = without_weights(weighted);
    const GrammarView view(language.types, grammar);
    Likelihood likelihood(language.types, view);
    std::vector<TermId> allowed = programs.programs.roots;
    for (std::size_t i = 0; i < allowed.size(); ++i) {
        if (rewritten[i] != allowed[i] &&
            summary_of(likelihood, programs.requests[i], language.terms, rewritten[i])) {
            allowed[i] = rewritten[i];
        }
    }
    return allowed;
}

std::optional<std::uint32_t>
production_with_same_result(lambda::TypeStore& types, TypeId type,
                            std::span<const enumerator::Production> others) {
    const TypeId result = result_of(types, type);
    for (std::uint32_t i = 0; i < others.size(); ++i) {
        if (result_of(types, others[i].type) == result) {
            return i;
        }
    }
    return std::nullopt;
}

} // namespace rasp_stitch::abstraction
