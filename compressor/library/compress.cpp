#include "compressor/library/compress.hpp"

#include "compressor/library/abstraction_names.hpp"
#include "compressor/library/given_library.hpp"
#include "compressor/library/greedy_steps.hpp"
#include "compressor/search/search.hpp"
#include "support/budget/deadline.hpp"

#include <algorithm>
#include <chrono>
#include <span>
#include <utility>

namespace rasp_stitch::compressor {

namespace {

class Compressor {
public:
    Compressor(Corpus& corpus, const CompressionSettings& settings,
               const CompressionControl& control)
        : settings_(settings), control_(control), steps_(corpus, search_settings(settings)),
          names_(corpus, settings) {
        check_names(corpus, settings.library, settings.settings);
    }

    Compression run() {
        for (const lambda::Abstraction& abstraction : settings_.library) {
            take_given_step(abstraction, steps_);
        }
        steps_.result().given = settings_.library.size();
        for (std::size_t step = 0; step < settings_.iterations; ++step) {
            if (!find_step(step)) {
                break;
            }
        }
        return steps_.finish();
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
        const Arguments arguments(steps_.table());
        const Context context(steps_.table(), arguments, steps_.settings());
        const SearchControl control = search_control(number);
        const SearchResult found = search(context, steps_.store(), control);
        Compression& result = steps_.result();
        note_effort(found, result);
        // A bound of 0 proves that there is no abstraction.
        const bool is_open = found.open_bound.has_value() && *found.open_bound > 0;
        if (is_open) {
            const Utility best = found.best.empty() ? 0 : found.best.front().score.utility;
            result.gap = *found.open_bound - best;
            result.stopped = found.stopped;
        }
        if (settings_.follow) {
            result.followed.push_back(follow(context, steps_.store(), *settings_.follow, found.best,
                                             control.best_count, settings_.follow_symbols));
        }
        if (found.best.empty()) {
            result.is_exhausted = !is_open;
            return false;
        }
        take_step(context, found.best);
        return !is_open;
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

    void take_step(const Context& context, std::span<const ScoredAbstraction> ranking) {
        const ScoredAbstraction& best = ranking.front();
        Step step;
        for (const ScoredAbstraction& found : ranking) {
            step.candidates.push_back({.body = found.body,
                                       .arity = found.score.arity,
                                       .utility = found.score.utility,
                                       .saved = found.saved,
                                       .locations = found.pattern.rows});
        }
        step.utility = best.score.utility;
        step.body = best.body;
        step.rewriting =
            rewrite(context, steps_.store(), best.pattern, steps_.store().primitive(names_.next()));
        steps_.take(std::move(step), best.saved);
    }

    const CompressionSettings& settings_;
    const CompressionControl& control_;
    const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    GreedySteps steps_;
    AbstractionNames names_;
};

} // namespace

Compression compress(Corpus& corpus, const CompressionSettings& settings,
                     const CompressionControl& control) {
    return Compressor(corpus, settings, control).run();
}

} // namespace rasp_stitch::compressor
