#include "compressor/library/compress.hpp"

#include "compressor/library/abstraction_names.hpp"
#include "compressor/library/given_library.hpp"
#include "compressor/library/greedy_steps.hpp"
#include "compressor/refactoring/higher_order.hpp"
#include "compressor/search/search.hpp"
#include "support/budget/deadline.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::compressor {

namespace {

// Steps whose searches expand more patterns than this do not look ahead, and no step at more equal
// abstractions than that.
constexpr std::int64_t patterns_to_look_ahead = 20'000;
constexpr std::size_t most_equals = 8;

class Compressor {
public:
    Compressor(Corpus& corpus, const CompressionSettings& settings,
               const CompressionControl& control)
        : settings_(settings), control_(control),
          steps_(std::make_unique<GreedySteps>(corpus, search_settings(settings))),
          names_(corpus, settings) {
        check_names(corpus, settings.library, settings.settings);
    }

    Compression run() {
        for (const LibraryAbstraction& abstraction : settings_.library) {
            take_given_step(abstraction, *steps_);
        }
        steps_->result().given = settings_.library.size();
        for (std::size_t step = 0; step < settings_.iterations; ++step) {
            if (!find_step(step)) {
                break;
            }
        }
        return steps_->finish();
    }

private:
    // With several candidates, the best may make others unnecessary that are wanted all the same.
    static Settings search_settings(const CompressionSettings& settings) {
        Settings made = settings.settings;
        if (settings.candidates > 1) {
            made.rules.disable(Rule::forced_reuse);
            made.rules.disable(Rule::symbols_first);
        }
        return made;
    }

    // Returns false if this was the last step: there is no abstraction, or the search was stopped.
    bool find_step(std::size_t number) {
        const Arguments arguments(steps_->table());
        const Context context(steps_->table(), arguments, steps_->settings());
        const SearchControl control = search_control(number);
        SearchResult found =
            next_ ? *std::exchange(next_, std::nullopt) : search(context, steps_->store(), control);
        Compression& result = steps_->result();
        note_effort(found, result);
        // A bound of 0 proves that there is no abstraction.
        const bool is_open = found.open_bound.has_value() && *found.open_bound > 0;
        if (is_open) {
            const Utility best = found.best.empty() ? 0 : found.best.front().score.utility;
            result.gap = *found.open_bound - best;
            result.stopped = found.stopped;
        }
        const bool looks_ahead = settings_.look_ahead && !settings_.higher_order && !is_open &&
                                 !found.best.empty() &&
                                 found.patterns_expanded <= patterns_to_look_ahead;
        std::unique_ptr<GreedySteps> after =
            looks_ahead ? look_ahead(context, number, found.best) : nullptr;
        if (settings_.follow) {
            (after ? after : steps_)
                ->result()
                .followed.push_back(follow(context, steps_->store(), *settings_.follow, found.best,
                                           control.best_count, settings_.follow_symbols));
        }
        const bool is_refactored = !is_open && settings_.higher_order && refactor(context, found);
        if (found.best.empty() && !is_refactored) {
            result.is_exhausted = !is_open;
            return false;
        }
        if (after) {
            names_.next();
            steps_ = std::move(after); // with another result
            return true;
        }
        if (!is_refactored) {
            take_step(context, found.best, names_.next(), *steps_);
        }
        return !is_open && result.stopped == StopReason::none;
    }

    // Of abstractions that are as good as the best one, puts the one first after which the next step
    // has the greatest utility. The next step is looked at even if this is the last one, so that a
    // run with fewer steps is the beginning of one with more. Returns the steps with it, and keeps
    // what was found for the next step; or nullptr if there is only one, or the time is over.
    std::unique_ptr<GreedySteps> look_ahead(const Context& context, std::size_t number,
                                            std::vector<ScoredAbstraction>& ranking) {
        SearchControl for_equals = search_control(number); // with the time that is left now
        for_equals.best_count = most_equals;
        for_equals.least_utility = ranking.front().score.utility;
        const SearchResult equals = search(context, steps_->store(), for_equals);
        std::unique_ptr<GreedySteps> best;
        std::size_t chosen = 0;
        Utility most = -1;
        for (std::size_t i = 0; i < equals.best.size() && equals.best.size() > 1; ++i) {
            auto after = std::make_unique<GreedySteps>(*steps_);
            take_step(context, with_first(equals.best[i], ranking), AbstractionNames(names_).next(),
                      *after);
            const Arguments arguments(after->table());
            const Context next_context(after->table(), arguments, after->settings());
            SearchResult next = search(next_context, after->store(), search_control(number + 1));
            if (equals.stopped != StopReason::none || next.stopped != StopReason::none) {
                next_.reset();
                return nullptr;
            }
            const Utility utility = next.best.empty() ? 0 : next.best.front().score.utility;
            if (utility > most) {
                most = utility;
                chosen = i;
                best = std::move(after);
                next_ = std::move(next);
            }
        }
        if (best) {
            ranking = with_first(equals.best[chosen], ranking);
        }
        return best;
    }

    // Returns as many abstractions as there are, of which this one is the first.
    static std::vector<ScoredAbstraction>
    with_first(const ScoredAbstraction& first, const std::vector<ScoredAbstraction>& ranking) {
        std::vector<ScoredAbstraction> made{first};
        for (const ScoredAbstraction& other : ranking) {
            if (made.size() < ranking.size() &&
                (other.body != first.body || other.variant != first.variant)) {
                made.push_back(other);
            }
        }
        return made;
    }

    // Takes the best abstraction that refactoring finds, and returns true, if it has a greater
    // utility than what was found by matching.
    bool refactor(const Context& context, const SearchResult& matched) {
        const auto stop_reason = [this] {
            return control_.budget.stop.stop_requested()              ? StopReason::interrupted
                   : seconds_since(start_) >= control_.budget.seconds ? StopReason::time
                                                                      : StopReason::none;
        };
        const lambda::TermId name = steps_->store().primitive(AbstractionNames(names_).next());
        std::optional<HigherOrderAbstraction> found = best_by_refactoring(
            context, steps_->store(), name, [&] { return stop_reason() != StopReason::none; });
        steps_->result().stopped = stop_reason();
        const Utility best = matched.best.empty() ? 0 : matched.best.front().score.utility;
        if (!found || found->utility <= best) {
            return false;
        }
        names_.next();
        Step step;
        step.is_refactored = true;
        step.candidates = candidates_of(matched.best);
        step.candidates.insert(step.candidates.begin(),
                               {.body = found->body,
                                .arity = found->rewriting.abstraction.arity,
                                .utility = found->utility,
                                .saved = found->saved,
                                .locations = found->rewriting.uses.size()});
        step.candidates.resize(std::min<std::size_t>(step.candidates.size(), settings_.candidates));
        step.utility = found->utility;
        step.body = std::move(found->body);
        step.rewriting = std::move(found->rewriting);
        steps_->take(std::move(step), found->saved);
        return true;
    }

    SearchControl search_control(std::size_t step) const {
        SearchControl made{.threads = control_.threads,
                           .best_count = std::max<std::size_t>(1, settings_.candidates),
                           .budget = control_.budget};
        made.budget.seconds -= seconds_since(start_);
        if (control_.progress) {
            made.progress = [this, step](const SearchProgress& at) {
                control_.progress({.step = step, .search = at});
            };
        }
        return made;
    }

    static void note_effort(const SearchResult& found, Compression& result) {
        result.patterns_expanded += found.patterns_expanded;
        OpenPatterns& peak = result.peak_open;
        peak.count = std::max(peak.count, found.peak_open.count);
        peak.bytes = std::max(peak.bytes, found.peak_open.bytes);
    }

    static std::vector<StepCandidate> candidates_of(std::span<const ScoredAbstraction> ranking) {
        std::vector<StepCandidate> candidates;
        for (const ScoredAbstraction& found : ranking) {
            candidates.push_back({.body = found.body,
                                  .arity = found.score.arity,
                                  .utility = found.score.utility,
                                  .saved = found.saved,
                                  .locations = found.pattern.rows});
        }
        return candidates;
    }

    static void take_step(const Context& context, std::span<const ScoredAbstraction> ranking,
                          const std::string& name, GreedySteps& steps) {
        const ScoredAbstraction& best = ranking.front();
        Step step;
        step.candidates = candidates_of(ranking);
        step.utility = best.score.utility;
        step.body = best.body;
        step.rewriting =
            rewrite(context, steps.store(), best.pattern, steps.store().primitive(name));
        steps.take(std::move(step), best.saved);
    }

    const CompressionSettings& settings_;
    const CompressionControl& control_;
    const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    std::unique_ptr<GreedySteps> steps_;
    std::optional<SearchResult> next_; // of the step that follows, if it is known already
    AbstractionNames names_;
};

} // namespace

Compression compress(Corpus& corpus, const CompressionSettings& settings,
                     const CompressionControl& control) {
    if (!settings.higher_order) {
        return Compressor(corpus, settings, control).run();
    }
    const auto start = std::chrono::steady_clock::now();
    CompressionSettings matching = settings;
    matching.higher_order = false;
    Compression matched = Compressor(corpus, matching, control).run();
    if (matched.stopped != StopReason::none) {
        return matched;
    }
    CompressionControl rest = control;
    rest.budget.seconds -= seconds_since(start);
    Compression refactored = Compressor(corpus, settings, rest).run();
    matched.higher_order = true;
    refactored.higher_order = true;
    if (refactored.total_utility() > matched.total_utility()) {
        return refactored;
    }
    matched.stopped = refactored.stopped; // what was not looked at might have been better
    return matched;
}

} // namespace rasp_stitch::compressor
