#include "integration/dreamcoder/abstraction_phase.hpp"

#include "enumerator/expression_types.hpp"
#include "integration/dreamcoder/counting_programs.hpp"
#include "integration/dreamcoder/explanation.hpp"
#include "integration/dreamcoder/proposals.hpp"
#include "integration/dreamcoder/unfolding.hpp"

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <utility>

namespace rasp_stitch::dreamcoder {

using enumerator::Grammar;
using enumerator::Production;
using lambda::TermId;

namespace {

struct Weighed {
    ScoredLibrary scored;
    Explanation explanation;
};

struct Choice {
    Proposal proposal;
    Weighed weighed;

    double score() const { return weighed.scored.score; }
};

// Proposals are scored in batches, until there is a gain and another batch has nothing better: what
// saves much less is seldom worth more. Where a stop was requested a few of the best are scored, so
// that a search that was cut short has not been for nothing.
constexpr std::size_t batch = 50;
constexpr std::size_t last_batch = 8;

class Phase {
public:
    Phase(const GrowingLanguage& language, const Grammar& grammar, std::vector<Frontier> frontiers,
          const AbstractionSettings& settings, const AbstractionControl& control)
        : language_(language), expression_types_(language.types, language.primitive_type),
          settings_(settings), control_(control), frontiers_(std::move(frontiers)),
          counting_(counting_programs(language.types, language.store, grammar, frontiers_,
                                      settings.score.top_k)),
          grammar_(grammar), received_(grammar.productions.size()),
          size_(library_size(grammar.productions)) {}

    LearntLibrary run() {
        LearntLibrary learnt;
        explanation_ = explain(language_.types, language_.store, grammar_.productions, counting_);
        score_ =
            score(language_.types, grammar_, size_, explanation_.frontiers, settings_.score).score;
        learnt.score_before = score_;
        learnt.score_after = score_;
        if (!settings_.is_enabled || counting_.places.empty()) {
            learnt.grammar = std::move(grammar_);
            learnt.frontiers = std::move(frontiers_);
            return learnt;
        }
        while (learnt.abstractions.size() < settings_.iterations &&
               !control_.stop.stop_requested()) {
            std::optional<LearntAbstraction> found = step();
            if (!found) {
                break;
            }
            if (control_.progress) {
                control_.progress(*found);
            }
            learnt.abstractions.push_back(*std::move(found));
        }
        learnt.is_complete = !control_.stop.stop_requested();
        learnt.score_after = score_;
        learnt.grammar = fitted();
        learnt.frontiers = std::move(frontiers_);
        return learnt;
    }

private:
    std::optional<Weighed> weigh(const Proposal& proposal,
                                 std::optional<std::uint32_t> twin) const {
        Grammar grammar{.productions = grammar_.productions, .weights = {}};
        grammar.productions.push_back(proposal.production);
        grammar.weights = start_weights(grammar.productions.size());
        grammar.weights.continuation = grammar_.weights.continuation;
        Explanation explanation =
            explain_with(language_.types, language_.store, grammar.productions, counting_,
                         proposal.roots, explanation_, twin);
        if (explanation.tasks_rewritten < 2) {
            return std::nullopt;
        }
        const std::size_t size = size_ + production_size(proposal.production.expression);
        ScoredLibrary scored =
            score(language_.types, grammar, size, explanation.frontiers, settings_.score);
        return Weighed{.scored = std::move(scored), .explanation = std::move(explanation)};
    }

    std::vector<std::optional<Weighed>> weigh_all(const std::vector<Proposal>& proposals) {
        std::vector<std::optional<std::uint32_t>> twins; // found here: it adds to the types
        for (const Proposal& proposal : proposals) {
            twins.push_back(
                twin_of(language_.types, proposal.production.type, grammar_.productions));
        }
        std::vector<std::optional<Weighed>> weighed(proposals.size());
        const std::size_t threads = std::max<std::size_t>(1, control_.threads);
        const tbb::global_control allow(tbb::global_control::max_allowed_parallelism, threads);
        tbb::task_arena arena(static_cast<int>(threads));
        arena.execute([&] {
            tbb::parallel_for(std::size_t{0}, proposals.size(),
                              [&](std::size_t i) { weighed[i] = weigh(proposals[i], twins[i]); });
        });
        return weighed;
    }

    bool is_gain(double score) const {
        constexpr double rounding = 1e-9;
        return score > score_ + rounding * std::max(1.0, std::abs(score_));
    }

    std::optional<LearntAbstraction> step() {
        Proposals proposals(language_.store, counting_.programs, grammar_.productions,
                            expression_types_,
                            {.max_arity = settings_.max_arity,
                             .candidates = settings_.candidates,
                             .structure_penalty = settings_.score.structure_penalty});
        proposals.search(control_.threads, control_.stop);
        std::optional<Choice> best;
        while (true) {
            const bool is_last = control_.stop.stop_requested();
            std::optional<Choice> choice = best_of(proposals.take(is_last ? last_batch : batch));
            const bool is_better = choice && (!best || choice->score() > best->score());
            if (is_better) {
                best = std::move(choice);
            }
            if (proposals.is_exhausted() || is_last || (best && !is_better)) {
                break;
            }
        }
        return best ? std::optional(accept(*std::move(best))) : std::nullopt;
    }

    // The one with the greatest score, if that is a gain and all programs unfold to what they were;
    // of equals, what the compressor thinks better of.
    std::optional<Choice> best_of(std::vector<Proposal> proposals) {
        std::vector<std::optional<Weighed>> weighed = weigh_all(proposals);
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < weighed.size(); ++i) {
            if (weighed[i] && is_gain(weighed[i]->scored.score)) {
                order.push_back(i);
            }
        }
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return weighed[a]->scored.score > weighed[b]->scored.score;
        });
        const auto best = std::find_if(order.begin(), order.end(), [&](std::size_t i) {
            return unfolds_to_the_same(counting_.programs.roots, weighed[i]->explanation.roots);
        });
        if (best == order.end()) {
            return std::nullopt;
        }
        return Choice{std::move(proposals[*best]), *std::move(weighed[*best])};
    }

    bool unfolds_to_the_same(std::span<const TermId> before, std::span<const TermId> after) const {
        for (std::size_t i = 0; i < before.size(); ++i) {
            if (before[i] != after[i] && !unfolds_to_the_same(before[i], after[i])) {
                return false;
            }
        }
        return true;
    }

    bool unfolds_to_the_same(TermId before, TermId after) const {
        lambda::TermStore scratch;
        const auto left = unfolded(scratch, enumerator::print_expression(language_.store, before));
        const auto right = unfolded(scratch, enumerator::print_expression(language_.store, after));
        return left && left == right;
    }

    LearntAbstraction accept(Choice choice) {
        const Proposal& proposal = choice.proposal;
        Weighed& weighed = choice.weighed;
        grammar_ = std::move(weighed.scored.grammar);
        score_ = weighed.scored.score;
        size_ += production_size(proposal.production.expression);
        rewrite_all(proposal.abstraction);
        // Those that count are as they were scored.
        counting_.programs.roots = weighed.explanation.roots;
        explanation_ = std::move(weighed.explanation);
        for (std::size_t i = 0; i < counting_.places.size(); ++i) {
            const CountingPrograms::Place place = counting_.places[i];
            frontiers_[place.frontier].programs[place.program].term = counting_.programs.roots[i];
        }
        return {.production = proposal.production,
                .tasks = explanation_.tasks_rewritten,
                .score = score_};
    }

    // All programs are rewritten, also those that do not count.
    void rewrite_all(const lambda::Abstraction& abstraction) {
        const CountingPrograms all = every_program(frontiers_);
        const std::vector<TermId> rewritten =
            rewritten_with(language_.store, all.programs, abstraction);
        const std::vector<TermId> allowed =
            eta_long_ones(language_.types, language_.store, grammar_.productions, all, rewritten);
        for (std::size_t i = 0; i < all.places.size(); ++i) {
            const TermId before = all.programs.roots[i];
            if (before != allowed[i] && unfolds_to_the_same(before, allowed[i])) {
                const CountingPrograms::Place place = all.places[i];
                frontiers_[place.frontier].programs[place.program].term = allowed[i];
            }
        }
    }

    // For the next search for programs: another step from the weights of the score, over all
    // programs and not only those that count. New productions come first, the latest before all.
    Grammar fitted() const {
        const CountingPrograms all = every_program(frontiers_);
        const Explanation explanation =
            explain(language_.types, language_.store, grammar_.productions, all);
        Grammar grammar =
            enumerator::inside_outside(language_.types, grammar_, explanation.frontiers,
                                       {.pseudo_counts = settings_.score.pseudo_counts});
        std::reverse(grammar.productions.begin(), grammar.productions.end());
        std::reverse(grammar.weights.productions.begin(), grammar.weights.productions.end());
        const auto received = static_cast<std::ptrdiff_t>(received_);
        std::reverse(grammar.productions.end() - received, grammar.productions.end());
        std::reverse(grammar.weights.productions.end() - received,
                     grammar.weights.productions.end());
        return grammar;
    }

    GrowingLanguage language_;
    enumerator::ExpressionTypes expression_types_;
    const AbstractionSettings& settings_;
    const AbstractionControl& control_;
    std::vector<Frontier> frontiers_;
    CountingPrograms counting_;
    Grammar grammar_;
    std::size_t received_; // productions
    std::size_t size_;
    Explanation explanation_;
    double score_ = 0;
};

} // namespace

LearntLibrary learn_library(const GrowingLanguage& language, const Grammar& grammar,
                            std::vector<Frontier> frontiers, const AbstractionSettings& settings,
                            const AbstractionControl& control) {
    return Phase(language, grammar, std::move(frontiers), settings, control).run();
}

} // namespace rasp_stitch::dreamcoder
