#include "compressor/joint/compress_jointly.hpp"

#include "compressor/joint/joint_search.hpp"
#include "compressor/joint/trail.hpp"
#include "compressor/library/abstraction_names.hpp"
#include "compressor/library/library.hpp"
#include "compressor/library/library_rewriting.hpp"
#include "lambda/terms/parse.hpp"
#include "lambda/terms/print.hpp"

#include <chrono>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::compressor {

namespace {

// Returns an abstraction as a term of another store.
lambda::Abstraction moved(const lambda::Abstraction& abstraction, const lambda::TermStore& from,
                          lambda::TermStore& to) {
    return {.name = to.primitive(from.name(abstraction.name)),
            .arity = abstraction.arity,
            .body =
                lambda::parse(to, lambda::print(from, abstraction.body), {.metavariables = true})};
}

// Returns a trail of the abstractions of a compression, which are in `store`.
Trail trail_of(const TrailFrame& frame, const Compression& compression,
               const lambda::TermStore& store) {
    Trail trail(frame);
    for (const Step& step : compression.steps) {
        if (!trail.take(moved(step.rewriting.abstraction, store, trail.store()))) {
            throw std::logic_error(step.name + " saves nothing when it is taken again");
        }
    }
    return trail;
}

// Returns the library of a trail in the store of the corpus, with names in its order.
Library library_of(Corpus& corpus, const Trail& trail) {
    AbstractionNames names = trail.frame().names;
    Library library;
    std::vector<std::string> in_order;
    for (std::size_t i = 0; i < trail.size(); ++i) {
        library.push_back({moved(trail.abstraction(i), trail.store(), corpus.store)});
        in_order.push_back(names.next());
    }
    return renamed(corpus.store, library, in_order);
}

// Returns the total before any abstraction, in units of utility.
Utility first_total(const TrailFrame& frame, const Compression& compression) {
    return frame.settings.penalty.scale * compression.original_cost;
}

Utility gain_of(const Compression& compression) {
    Utility gain = 0;
    for (const Step& step : compression.steps) {
        gain += step.utility;
    }
    return gain;
}

JointSearchControl joint_control(const JointControl& control, const JointReport& report,
                                 const Compression& greedy, const Trail& trail,
                                 std::chrono::steady_clock::time_point start) {
    JointSearchControl made;
    made.threads = control.compression.threads;
    made.most_work = (greedy.patterns_expanded + trail.work()) * control.effort;
    made.budget = control.compression.budget;
    made.budget.seconds -= seconds_since(start);
    if (control.progress) {
        made.progress = [&control, before = report.greedy_total + gain_of(greedy),
                         known = report](Utility gain, std::size_t libraries) {
            JointReport at = known;
            at.total = before - gain;
            at.libraries = libraries;
            control.progress(at);
        };
    }
    return made;
}

} // namespace

Compression compress_jointly(Corpus& corpus, const CompressionSettings& settings,
                             const JointControl& control) {
    const auto start = std::chrono::steady_clock::now();
    const Corpus original = corpus; // without the terms of the greedy result
    Compression result = compress(corpus, settings, control.compression);
    const TrailFrame frame(original, settings);
    const Utility before = first_total(frame, result);
    JointReport report{.greedy_total = before - gain_of(result),
                       .total = before - gain_of(result),
                       .libraries = 1,
                       .stopped = result.stopped};
    if (result.stopped == StopReason::none && !result.steps.empty()) {
        const Trail trail = trail_of(frame, result, corpus.store);
        const JointOutcome outcome =
            search_jointly(trail, joint_control(control, report, result, trail, start));
        report.libraries += outcome.libraries;
        report.stopped = outcome.stopped;
        if (outcome.best.gain() > gain_of(result)) {
            report.total = before - outcome.best.gain();
            Compression better =
                rewrite_with_library(corpus, library_of(corpus, outcome.best), settings.settings);
            better.patterns_expanded = result.patterns_expanded;
            result = std::move(better);
        }
    }
    result.joint = report;
    note_totals_without(corpus, settings, result);
    return result;
}

} // namespace rasp_stitch::compressor
