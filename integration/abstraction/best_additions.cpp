#include "integration/abstraction/best_additions.hpp"

#include "integration/abstraction/argument_order.hpp"
#include "integration/abstraction/refactoring_proposals.hpp"
#include "integration/abstraction/unfolding.hpp"

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <set>
#include <string>
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

// The greatest scores come first, and equal ones stay in their order.
void sort_by_score(std::vector<Addition>& additions) {
    std::stable_sort(additions.begin(), additions.end(), [](const Addition& a, const Addition& b) {
        return a.scored.score > b.scored.score;
    });
}

class Scorer {
public:
    Scorer(enumerator::Language& language, const IncumbentLibrary& library,
           const ScoreSettings& settings, const AdditionSearch& search)
        : language_(language), library_(library), settings_(settings), most_(search.most),
          threads_(std::max<std::size_t>(1, search.threads)) {}

    // Returns the additions with the greatest scores, the first of equals, which saves most, first.
    // Skips those that do not raise the score or that change what a program unfolds to.
    std::vector<Addition> best_of(std::vector<Proposal> proposals) {
        std::vector<Addition> gains;
        std::vector<std::optional<Addition>> additions = scored(std::move(proposals));
        for (std::optional<Addition>& addition : additions) {
            if (addition && is_gain(addition->scored.score)) {
                gains.push_back(*std::move(addition));
            }
        }
        sort_by_score(gains);
        std::vector<Addition> best;
        std::set<std::string> met;
        for (Addition& gain : gains) {
            const std::string text = up_to_argument_order(gain.proposal.production.expression);
            if (best.size() < most_ && !met.contains(text) &&
                have_same_unfolding(language_.terms, library_.selection.programs.roots,
                                    gain.explanation.roots)) {
                best.push_back(std::move(gain));
                met.insert(text);
            }
        }
        return best;
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
    std::size_t most_;
    std::size_t threads_;
};

// Adds those that were found, and leaves the best `most` that are not the same but for the order of
// their arguments. Of equals, those that were there stay first.
void keep_best(std::vector<Addition>& best, std::vector<Addition> found, std::size_t most) {
    std::ranges::move(found, std::back_inserter(best));
    sort_by_score(best);
    std::set<std::string> met;
    std::erase_if(best, [&](const Addition& addition) {
        return met.size() == most ||
               !met.insert(up_to_argument_order(addition.proposal.production.expression)).second;
    });
}

std::vector<Addition> best_matched(Scorer& scorer, Proposals& proposals, std::size_t most,
                                   const std::stop_token& stop) {
    std::vector<Addition> best;
    while (!proposals.is_exhausted()) {
        const bool is_last = stop.stop_requested();
        std::vector<Addition> found =
            scorer.best_of(proposals.take(is_last ? last_batch_size : batch_size));
        const bool is_better = !found.empty() && (best.empty() || found.front().scored.score >
                                                                      best.front().scored.score);
        keep_best(best, std::move(found), most);
        if (is_last || (!best.empty() && !is_better)) {
            break;
        }
    }
    return best;
}

} // namespace

std::vector<Addition> best_additions(const SharedParts& parts, const IncumbentLibrary& library,
                                     const ProposalSettings& proposal_settings,
                                     const ScoreSettings& score_settings,
                                     const AdditionSearch& search, const std::stop_token& stop) {
    Scorer scorer(parts.language, library, score_settings, search);
    std::vector<Addition> best;
    {
        Proposals proposals(parts.language.terms, library.selection.programs,
                            library.grammar.productions, parts.expression_types, proposal_settings);
        proposals.search(search.threads, stop);
        best = best_matched(scorer, proposals, search.most, stop);
    }
    if (!proposal_settings.refactors) {
        return best;
    }
    // All of them are scored: their order says little about the score.
    for (RefactoredPrograms* programs : {&parts.refactored, &parts.with_repeated_functions}) {
        if (programs->takes_repeated() && !proposal_settings.takes_repeated) {
            continue;
        }
        RefactoringProposals proposals(*programs, parts.language, library.selection,
                                       library.grammar.productions, parts.expression_types,
                                       proposal_settings, stop);
        while (!proposals.is_exhausted() && !stop.stop_requested()) {
            keep_best(best, scorer.best_of(proposals.take(batch_size)), search.most);
        }
    }
    return best;
}

} // namespace rasp_stitch::abstraction
