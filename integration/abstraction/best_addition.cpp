#include "integration/abstraction/best_addition.hpp"

#include "integration/abstraction/refactoring_proposals.hpp"
#include "integration/abstraction/unfolding.hpp"

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace rasp_stitch::abstraction {

using enumerator::Grammar;

namespace {

// Proposals are scored in batches until one raises the score and the next batch has none better:
// later proposals save less, and are seldom worth more. After a request to stop, a few of the best
// are still scored, so that the work of the search is not lost.
constexpr std::size_t batch_size = 50;
constexpr std::size_t last_batch_size = 8;

class Scorer {
public:
    Scorer(enumerator::Language& language, const IncumbentLibrary& library,
           const ScoreSettings& settings, std::size_t threads)
        : language_(language), library_(library), settings_(settings),
          threads_(std::max<std::size_t>(1, threads)) {}

    // Returns the addition with the greatest score, the first of equals, which saves most. Skips
    // those that do not raise the score or that change what a program unfolds to.
    std::optional<Addition> best_of(std::vector<Proposal> proposals) {
        std::vector<Addition> gains;
        std::vector<std::optional<Addition>> additions = scored(std::move(proposals));
        for (std::optional<Addition>& addition : additions) {
            if (addition && is_gain(addition->scored.score)) {
                gains.push_back(*std::move(addition));
            }
        }
        std::stable_sort(gains.begin(), gains.end(), [](const Addition& a, const Addition& b) {
            return a.scored.score > b.scored.score;
        });
        const auto best = std::find_if(gains.begin(), gains.end(), [&](const Addition& gain) {
            return have_same_unfolding(language_.terms, library_.selection.programs.roots,
                                       gain.explanation.roots);
        });
        return best == gains.end() ? std::nullopt : std::optional(std::move(*best));
    }

private:
    std::vector<std::optional<Addition>> scored(std::vector<Proposal> proposals) {
        // Sequentially, because it adds to the types.
        std::vector<std::optional<std::uint32_t>> same_results;
        for (const Proposal& proposal : proposals) {
            same_results.push_back(production_with_same_result(
                language_.types, proposal.production.type, library_.grammar.productions));
        }
        std::vector<std::optional<Addition>> additions(proposals.size());
        const tbb::global_control allow(tbb::global_control::max_allowed_parallelism, threads_);
        tbb::task_arena arena(static_cast<int>(threads_));
        arena.execute([&] {
            tbb::parallel_for(std::size_t{0}, proposals.size(), [&](std::size_t i) {
                additions[i] = scored(std::move(proposals[i]), same_results[i]);
            });
        });
        return additions;
    }

    // Returns nullopt if no task uses the proposal. One is enough: a piece that two tasks share when
    // abstractions are unfolded may be left in one place outside of them.
    std::optional<Addition> scored(Proposal proposal,
                                   std::optional<std::uint32_t> same_result) const {
        Grammar grammar{.productions = library_.grammar.productions, .weights = {}};
        grammar.productions.push_back(proposal.production);
        grammar.weights = start_weights(grammar.productions.size());
        grammar.weights.continuation = library_.grammar.weights.continuation;
        Explanation explanation = explain_with(language_, grammar, library_.selection,
                                               proposal.roots, library_.explanation, same_result);
        if (explanation.tasks_rewritten == 0) {
            return std::nullopt;
        }
        const std::size_t size = library_.size + production_size(proposal.production.expression);
        ScoredLibrary with_it =
            score(language_.types, grammar, size, explanation.frontiers, settings_);
        return Addition{.proposal = std::move(proposal),
                        .explanation = std::move(explanation),
                        .scored = std::move(with_it)};
    }

    bool is_gain(double score) const {
        constexpr double rounding = 1e-9;
        return std::isinf(library_.score)
                   ? score > library_.score
                   : score > library_.score + rounding * std::max(1.0, std::abs(library_.score));
    }

    enumerator::Language& language_;
    const IncumbentLibrary& library_;
    const ScoreSettings& settings_;
    std::size_t threads_;
};

// Keeps the better one, `found` only if it is better by more than nothing.
void keep_better(std::optional<Addition>& best, std::optional<Addition> found) {
    if (found && (!best || found->scored.score > best->scored.score)) {
        best = std::move(found);
    }
}

std::optional<Addition> best_matched(Scorer& scorer, Proposals& proposals,
                                     const std::stop_token& stop) {
    std::optional<Addition> best;
    while (!proposals.is_exhausted()) {
        const bool is_last = stop.stop_requested();
        std::optional<Addition> found =
            scorer.best_of(proposals.take(is_last ? last_batch_size : batch_size));
        const bool is_better = found && (!best || found->scored.score > best->scored.score);
        keep_better(best, std::move(found));
        if (is_last || (best && !is_better)) {
            break;
        }
    }
    return best;
}

// Scores all of them: their order says little about the score.
std::optional<Addition> best_refactoring(Scorer& scorer, RefactoringProposals& proposals,
                                         const std::stop_token& stop) {
    std::optional<Addition> best;
    while (!proposals.is_exhausted() && !stop.stop_requested()) {
        keep_better(best, scorer.best_of(proposals.take(batch_size)));
    }
    return best;
}

} // namespace

std::optional<Addition> best_addition(RefactoredPrograms& programs, enumerator::Language& language,
                                      enumerator::ExpressionTypes& expression_types,
                                      const IncumbentLibrary& library,
                                      const ProposalSettings& proposal_settings,
                                      const ScoreSettings& score_settings, std::size_t threads,
                                      const std::stop_token& stop) {
    Scorer scorer(language, library, score_settings, threads);
    std::optional<Addition> best;
    {
        Proposals proposals(language.terms, library.selection.programs, library.grammar.productions,
                            expression_types, proposal_settings);
        proposals.search(threads, stop);
        best = best_matched(scorer, proposals, stop);
    }
    if (!proposal_settings.refactors) {
        return best;
    }
    RefactoringProposals proposals(programs, language, library.selection,
                                   library.grammar.productions, expression_types, proposal_settings,
                                   stop);
    keep_better(best, best_refactoring(scorer, proposals, stop));
    return best;
}

} // namespace rasp_stitch::abstraction
