#include "compressor/joint/compress_jointly.hpp"

#include "compressor/joint/joint_search.hpp"
#include "compressor/joint/trail.hpp"
#include "compressor/library/abstraction_names.hpp"
#include "compressor/library/given_library.hpp"
#include "compressor/library/greedy_steps.hpp"
#include "compressor/library/library.hpp"
#include "compressor/library/library_rewriting.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <iterator>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::compressor {

namespace {

// What a joint search begins with: the corpus rewritten with the given library, and settings that
// know its abstractions.
struct Start {
    Corpus corpus;
    CompressionSettings settings;
};

Start start_of(Corpus corpus, CompressionSettings settings) {
    GreedySteps steps(corpus, settings.settings);
    for (const LibraryAbstraction& abstraction : settings.library) {
        take_given_step(abstraction, steps);
    }
    settings.settings.matching = steps.settings().matching;
    const Compression given = steps.finish();
    if (!given.steps.empty()) {
        const std::vector<lambda::TermId>& roots = given.steps.back().rewriting.roots;
        for (std::size_t i = 0; i < roots.size(); ++i) {
            corpus.programs[i].root = roots[i];
        }
    }
    return {.corpus = std::move(corpus), .settings = std::move(settings)};
}

// Returns a trail of the abstractions that a compression has found, which are in `store`.
Trail trail_of(const TrailFrame& frame, const Compression& compression,
               const lambda::TermStore& store) {
    Trail trail(frame);
    const Library library = library_of(compression);
    for (std::size_t i = compression.given; i < library.size(); ++i) {
        if (!trail.take(moved(library[i], store, trail.store()))) {
            throw std::logic_error(compression.steps[i].name +
                                   " saves nothing when it is taken again");
        }
    }
    return trail;
}

// Returns the library of a trail in the store of the corpus, with names in its order.
Library library_of(Corpus& corpus, const Trail& trail) {
    AbstractionNames names = trail.frame().names;
    Library library;
    std::vector<std::string> in_order;
    for (const LibraryAbstraction& abstraction : trail.abstractions()) {
        library.push_back(moved(abstraction, trail.store(), corpus.store));
        in_order.push_back(names.next());
    }
    return renamed(corpus.store, library, in_order);
}

// Returns the compression with the given library and then with the abstractions of a trail.
Compression compression_with(Corpus& corpus, const CompressionSettings& settings,
                             const Trail& trail) {
    Library library = settings.library;
    std::ranges::move(library_of(corpus, trail), std::back_inserter(library));
    Compression made = rewrite_with_library(corpus, library, settings.settings);
    made.given = settings.library.size();
    return made;
}

// Returns the total before any abstraction that was searched for, in units of utility.
Utility first_total(const TrailFrame& frame, const Compression& compression) {
    Utility total = frame.settings->penalty.scale * compression.original_cost;
    for (std::size_t i = 0; i < compression.given; ++i) {
        total -= compression.steps[i].utility;
    }
    return total;
}

// Returns what the abstractions that were searched for gain.
Utility gain_of(const Compression& compression) {
    Utility gain = 0;
    for (std::size_t i = compression.given; i < compression.steps.size(); ++i) {
        gain += compression.steps[i].utility;
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
    Corpus original = corpus; // without the terms of the greedy result
    Compression result = compress(corpus, settings, control.compression);
    const Start start_from = start_of(std::move(original), settings);
    const TrailFrame frame(start_from.corpus, start_from.settings);
    const Utility before = first_total(frame, result);
    JointReport report{.greedy_total = before - gain_of(result),
                       .total = before - gain_of(result),
                       .libraries = 1,
                       .stopped = result.stopped};
    if (result.stopped == StopReason::none && result.steps.size() > result.given) {
        const Trail trail = trail_of(frame, result, corpus.store);
        const JointOutcome outcome =
            search_jointly(trail, joint_control(control, report, result, trail, start));
        report.libraries += outcome.libraries;
        report.stopped = outcome.stopped;
        if (outcome.best.gain() > gain_of(result)) {
            report.total = before - outcome.best.gain();
            Compression better = compression_with(corpus, settings, outcome.best);
            better.patterns_expanded = result.patterns_expanded;
            result = std::move(better);
        }
    }
    result.joint = report;
    note_totals_without(corpus, settings, result);
    return result;
}

} // namespace rasp_stitch::compressor
