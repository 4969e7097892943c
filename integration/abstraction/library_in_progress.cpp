#include "integration/abstraction/library_in_progress.hpp"

#include "enumerator/grammar/inside_outside.hpp"
#include "enumerator/grammar/likelihood.hpp"
#include "integration/abstraction/argument_order.hpp"
#include "integration/abstraction/refactoring_proposals.hpp"
#include "integration/abstraction/unfolding.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace rasp_stitch::abstraction {

using enumerator::Frontier;
using enumerator::Grammar;
using enumerator::Language;
using lambda::TermId;

namespace {

IncumbentLibrary incumbent_of(const Language& language, std::span<const Frontier> frontiers,
                              const ScoreSettings& settings) {
    const Grammar& grammar = std::get<Grammar>(language.grammar);
    IncumbentLibrary library{
        .grammar = grammar,
        .size = library_size(grammar.productions),
        .selection = most_probable_programs(language, grammar, frontiers, settings.top_k),
        .explanation = {},
        .score = 0};
    library.explanation = explain(language, grammar, library.selection);
    library.score =
        score(language.types, grammar, library.size, library.explanation.frontiers, settings).score;
    return library;
}

// Moves the new elements, which are last, before the received ones, and reverses them.
template <class Element>
void put_latest_first(std::vector<Element>& elements, std::size_t received) {
    const auto end_of_received = elements.begin() + static_cast<std::ptrdiff_t>(received);
    std::reverse(end_of_received, elements.end());
    std::rotate(elements.begin(), end_of_received, elements.end());
}

} // namespace

LibraryInProgress::LibraryInProgress(const SharedParts& parts, std::vector<Frontier> frontiers,
                                     const AbstractionSettings& settings,
                                     const AbstractionControl& control)
    : parts_(&parts), settings_(&settings), control_(&control), frontiers_(std::move(frontiers)),
      received_(std::get<Grammar>(parts.language.grammar).productions.size()),
      library_(incumbent_of(parts.language, frontiers_, settings.score)) {}

std::vector<std::string> LibraryInProgress::contents() const {
    std::vector<std::string> texts;
    for (const LearntAbstraction& one : learnt_) {
        texts.push_back(up_to_argument_order(one.production.expression));
    }
    std::ranges::sort(texts);
    return texts;
}

std::vector<Addition> LibraryInProgress::additions(std::size_t most) {
    if (learnt_.size() >= settings_->iterations) {
        return {};
    }
    return best_additions(*parts_, library_,
                          {.max_arity = settings_->max_arity,
                           .candidates = settings_->candidates,
                           .structure_penalty = settings_->score.structure_penalty,
                           .refactors = settings_->refactors,
                           .takes_repeated = settings_->takes_repeated},
                          settings_->score, {most, control_->threads}, control_->stop);
}

void LibraryInProgress::accept(Addition addition) {
    library_.grammar = std::move(addition.scored.grammar);
    library_.size += production_size(addition.proposal.production.expression);
    library_.score = addition.scored.score;
    library_.selection.programs.roots = addition.explanation.roots;
    library_.explanation = std::move(addition.explanation);
    rewrite_others(addition.proposal);
    for (std::size_t i = 0; i < library_.selection.places.size(); ++i) {
        put(library_.selection.places[i], library_.selection.programs.roots[i]);
    }
    rewrite_bodies(addition.proposal);
    learnt_.push_back({.production = std::move(addition.proposal.production),
                       .tasks = library_.explanation.tasks_rewritten,
                       .score = library_.score});
}

LearntLibrary LibraryInProgress::finished(bool fit_weights) && {
    LearntLibrary learnt;
    learnt.score_after = library_.score;
    learnt.grammar = fitted(fit_weights);
    learnt.frontiers = std::move(frontiers_);
    learnt.abstractions = std::move(learnt_);
    return learnt;
}

// Rewrites the bodies of the earlier abstractions with the new one. Received abstractions stay:
// DreamCoder knows them by their texts.
void LibraryInProgress::rewrite_bodies(const Proposal& proposal) {
    std::vector<enumerator::Production>& productions = library_.grammar.productions;
    const auto others = std::span(productions).first(received_);
    const auto earlier =
        std::span(productions).subspan(received_, productions.size() - received_ - 1);
    if (earlier.empty() || settings_->score.structure_penalty <= 0) {
        return;
    }
    const ProgramSelection bodies = bodies_of(parts_->language, earlier);
    const std::vector<Renaming> renamings =
        shorter_bodies(parts_->language, parts_->expression_types, earlier, others,
                       rewritten_with(proposal, bodies));
    for (const Renaming& renaming : renamings) {
        const auto production = std::ranges::find(productions, renaming.before.expression,
                                                  &enumerator::Production::expression);
        *production = renaming.after;
    }
    rename(renamings);
}

void LibraryInProgress::rename(std::span<const Renaming> renamings) {
    if (renamings.empty()) {
        return;
    }
    const std::size_t size = library_size(library_.grammar.productions);
    library_.score += settings_->score.structure_penalty *
                      (static_cast<double>(library_.size) - static_cast<double>(size));
    library_.size = size;
    const ProgramSelection all = all_programs(frontiers_);
    const std::vector<TermId> roots =
        renamed(parts_->language.terms, all.programs.roots, renamings);
    for (std::size_t i = 0; i < roots.size(); ++i) {
        put(all.places[i], roots[i]);
    }
    std::vector<TermId>& counted = library_.selection.programs.roots;
    counted = renamed(parts_->language.terms, std::move(counted), renamings);
    library_.explanation.roots = counted;
    for (LearntAbstraction& one : learnt_) {
        const auto found = std::ranges::find_if(renamings, [&](const Renaming& renaming) {
            return renaming.before.expression == one.production.expression;
        });
        one.production = found == renamings.end() ? one.production : found->after;
    }
}

// Rewrites the programs that do not count.
void LibraryInProgress::rewrite_others(const Proposal& proposal) {
    const ProgramSelection others = programs_without(frontiers_, library_.selection.places);
    const std::vector<TermId> rewritten = eta_long_rewritings(
        parts_->language, library_.grammar, others, rewritten_with(proposal, others));
    for (std::size_t i = 0; i < others.places.size(); ++i) {
        if (have_same_unfolding(parts_->language.terms, others.programs.roots[i], rewritten[i])) {
            put(others.places[i], rewritten[i]);
        }
    }
}

std::vector<TermId> LibraryInProgress::rewritten_with(const Proposal& proposal,
                                                      const ProgramSelection& programs) {
    if (!proposal.piece) {
        return abstraction::rewritten_with(parts_->language.terms, programs.programs,
                                           *proposal.matched);
    }
    return refactored_with(
        proposal.takes_repeated ? parts_->with_repeated_functions : parts_->refactored,
        parts_->language, programs, *proposal.piece, library_.grammar.productions, control_->stop);
}

void LibraryInProgress::put(ProgramSelection::Place place, TermId term) {
    frontiers_[place.frontier].programs[place.program].term = term;
}

// Returns the grammar for the next search, and sets the log priors of all programs under it.
// Fitting takes another step from the weights of the score, over all programs. Without pseudo
// counts, what no program uses would become impossible for ever.
Grammar LibraryInProgress::fitted(bool fit_weights) {
    const ProgramSelection all = all_programs(frontiers_);
    const Explanation explanation = explain(parts_->language, library_.grammar, all);
    Grammar grammar = library_.grammar;
    if (fit_weights) {
        grammar = enumerator::inside_outside(parts_->language.types, grammar, explanation.frontiers,
                                             {.pseudo_counts = settings_->score.pseudo_counts});
        std::ranges::replace(grammar.weights.productions, enumerator::impossible, least_weight);
        std::ranges::replace(std::span(&grammar.weights.variable, 1), enumerator::impossible,
                             least_weight);
    }
    set_log_priors(all, explanation, grammar);
    put_latest_first(grammar.productions, received_);
    put_latest_first(grammar.weights.productions, received_);
    return grammar;
}

void LibraryInProgress::set_log_priors(const ProgramSelection& all, const Explanation& explanation,
                                       const Grammar& grammar) {
    const enumerator::GrammarView view(parts_->language.types, grammar);
    std::size_t program = 0;
    for (const enumerator::FrontierSummary& frontier : explanation.frontiers) {
        for (const enumerator::ProgramSummary& summary : frontier) {
            const ProgramSelection::Place place = all.places[program++];
            frontiers_[place.frontier].programs[place.program].log_prior =
                enumerator::log_prior(summary.summary, view);
        }
    }
}

} // namespace rasp_stitch::abstraction
