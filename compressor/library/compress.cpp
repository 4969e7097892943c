#include "compressor/library/compress.hpp"

#include "compressor/library/abstraction_names.hpp"
#include "compressor/library/found_step.hpp"
#include "compressor/library/given_library.hpp"
#include "compressor/library/given_match.hpp"
#include "compressor/library/greedy_steps.hpp"
#include "compressor/library/look_ahead.hpp"
#include "compressor/refactoring/higher_order.hpp"
#include "compressor/search/search.hpp"
#include "support/budget/deadline.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::compressor {

namespace {

class Compressor {
public:
    Compressor(Corpus& corpus, const CompressionSettings& settings,
               const CompressionControl& control)
        : settings_(settings), control_(control),
          steps_(std::make_unique<GreedySteps>(corpus, settings.settings)),
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
        return finish();
    }

private:
    // Returns false if this was the last step: there is no abstraction, or the search was stopped.
    bool find_step(std::size_t number) {
        const Settings settings = ranking_settings();
        const Arguments arguments(steps_->table());
        const Context context(steps_->table(), arguments, settings);
        SearchResult found = find(context, number);
        note_effort(found);
        Compression& result = steps_->result();
        // A bound of 0 proves that there is no abstraction.
        const bool is_open = found.open_bound.has_value() && *found.open_bound > 0;
        if (is_open) {
            const Utility best = found.best.empty() ? 0 : found.best.front().score.utility;
            result.gap = *found.open_bound - best;
            result.stopped = found.stopped;
        }
        std::optional<Way> way;
        if (looks_ahead() && !is_open) {
            way = look_ahead(number, found);
            if (!way) {
                result.stopped = stop_reason(); // a whole run may have chosen otherwise
            }
        }
        found.best.resize(std::min<std::size_t>(found.best.size(), most_candidates()));
        if (settings_.follow) {
            notes_.followed.push_back(follow(context, steps_->store(), *settings_.follow,
                                             found.best, most_candidates(),
                                             settings_.follow_symbols));
        }
        const bool is_refactored = !is_open && settings_.higher_order && refactor(context, found);
        if (found.best.empty() && !is_refactored) {
            result.is_exhausted = !is_open;
            return false;
        }
        const bool goes_on = !is_open && result.stopped == StopReason::none;
        if (!is_refactored) {
            take(context, found.best, std::move(way));
        }
        return goes_on;
    }

    bool looks_ahead() const { return settings_.look_ahead && !settings_.higher_order; }

    // With several candidates, the best may make others unnecessary that are wanted all the same.
    Settings ranking_settings() const {
        Settings made = steps_->settings();
        if (settings_.candidates > 1) {
            made.rules.disable(Rule::forced_reuse);
            made.rules.disable(Rule::symbols_first);
        }
        return made;
    }

    std::size_t most_candidates() const { return std::max<std::size_t>(1, settings_.candidates); }

    // Searches for as many as are wanted of the best abstractions; for all that are as good as the
    // best one, if that serves for looking ahead.
    SearchResult find(const Context& context, std::size_t number) {
        return looks_ahead() && !is_equals_apart()
                   ? find_equals(number)
                   : search(context, steps_->store(),
                            search_control(number, {.count = most_candidates()}));
    }

    // Whether the abstractions that are as good as the best one need a search of their own. Whether
    // looking ahead is cheap is told by the patterns that it expands, so it has all rules; without
    // some of them the result would be another one.
    bool is_equals_apart() const {
        return settings_.candidates > 1 ||
               !std::ranges::all_of(rule_table, [this](const RuleRow& row) {
                   return settings_.settings.rules.has(row.rule);
               });
    }

    // With a limit of patterns, the search may be stopped.
    SearchResult find_equals(std::size_t number,
                             std::uint64_t patterns = Budget::no_program_limit) {
        return known_ ? *std::exchange(known_, std::nullopt)
                      : equals_after(*steps_, number, patterns);
    }

    // Returns the abstractions that have the greatest utility after these steps.
    SearchResult equals_after(GreedySteps& steps, std::size_t number,
                              std::uint64_t patterns = Budget::no_program_limit) const {
        Settings settings = steps.settings();
        settings.rules = {};
        const Arguments arguments(steps.table());
        const Context context(steps.table(), arguments, settings);
        SearchControl control =
            search_control(number, {.count = LookAhead::most_equals, .only_equals = true});
        control.budget.programs = std::min(control.budget.programs, patterns);
        return search(context, steps.store(), control);
    }

    // Puts the abstraction first that is to be taken, and returns the way in which it is, if it is
    // not the one that comes first in the order of scores.
    std::optional<Way> look_ahead(std::size_t number, SearchResult& found) {
        std::vector<Outlook> known = std::exchange(outlooks_, {});
        const SearchResult others =
            is_equals_apart() ? find_equals(number, LookAhead::most_patterns) : SearchResult();
        const SearchResult& equals = is_equals_apart() ? others : found;
        if (equals.stopped != StopReason::none) {
            return std::nullopt;
        }
        const Arguments arguments(steps_->table());
        const Context context(steps_->table(), arguments, steps_->settings());
        const LookAhead chooser(*steps_, names_,
                                [&](GreedySteps& steps) { return equals_after(steps, number); });
        std::optional<Way> way = chooser.choose(context, equals, std::move(known));
        if (way) {
            found.best = with_first(equals.best[way->place], found.best);
        }
        return way;
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
        const lambda::TermId name = steps_->store().primitive(AbstractionNames(names_).next());
        std::optional<HigherOrderAbstraction> found = best_by_refactoring(
            context, steps_->store(), name, [this] { return stop_reason() != StopReason::none; });
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
        others_.emplace_back();
        step.utility = found->utility;
        step.body = std::move(found->body);
        step.rewriting = std::move(found->rewriting);
        steps_->take(std::move(step), found->saved);
        return true;
    }

    StopReason stop_reason() const {
        return control_.budget.stop.stop_requested()              ? StopReason::interrupted
               : seconds_since(start_) >= control_.budget.seconds ? StopReason::time
                                                                  : StopReason::none;
    }

    struct Wanted {
        std::size_t count = 1;
        bool only_equals = false;
    };

    SearchControl search_control(std::size_t step, const Wanted& wanted) const {
        SearchControl made{.threads = control_.threads,
                           .best_count = wanted.count,
                           .only_equals = wanted.only_equals,
                           .budget = control_.budget};
        made.budget.seconds -= seconds_since(start_);
        if (control_.progress) {
            made.progress = [this, step](const SearchProgress& at) {
                control_.progress({.step = step, .search = at});
            };
        }
        return made;
    }

    void note_effort(const SearchResult& found) {
        notes_.patterns_expanded += found.patterns_expanded;
        OpenPatterns& peak = notes_.peak_open;
        peak.count = std::max(peak.count, found.peak_open.count);
        peak.bytes = std::max(peak.bytes, found.peak_open.bytes);
    }

    // Takes the first of the best, in the way that was chosen if one was.
    void take(const Context& context, std::span<const ScoredAbstraction> best,
              std::optional<Way> way) {
        const std::string name = names_.next();
        if (way) {
            steps_ = std::move(way->outlooks.front().steps); // with another result
            known_ = std::move(way->outlooks.front().next);
            outlooks_.assign(std::move_iterator(way->outlooks.begin() + 1),
                             std::move_iterator(way->outlooks.end()));
        } else {
            take_found_step(context, best.front(), {.name = name}, *steps_);
        }
        others_.push_back(candidates_of(best.subspan(1)));
    }

    // Returns the result of the steps, with the notes on all of them.
    Compression finish() {
        Compression result = steps_->finish();
        result.followed = std::move(notes_.followed);
        result.patterns_expanded = notes_.patterns_expanded;
        result.peak_open = notes_.peak_open;
        for (std::size_t i = 0; i < others_.size(); ++i) {
            std::ranges::move(others_[i],
                              std::back_inserter(result.steps[result.given + i].candidates));
        }
        return result;
    }

    const CompressionSettings& settings_;
    const CompressionControl& control_;
    const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    std::unique_ptr<GreedySteps> steps_;

    // What belongs to the result and is noted while steps are searched for. The steps that looking
    // ahead has taken already do not have it.
    Compression notes_;
    std::vector<std::vector<StepCandidate>> others_; // that each step did not take

    // Looking ahead leaves here what the search of the next step finds, and what follows if the
    // first of it is taken.
    std::optional<SearchResult> known_;
    std::vector<Outlook> outlooks_;
    AbstractionNames names_;
};

} // namespace

Library library_of(const Compression& compression) {
    Library library;
    for (const Step& step : compression.steps) {
        const Rewriting& rewriting = step.rewriting;
        library.push_back({rewriting.abstraction, rewriting.symbol_arguments});
        if (rewriting.states) {
            library.back().states = state_names(*rewriting.states, compression.states);
        }
    }
    return library;
}

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
