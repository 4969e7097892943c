#pragma once

// Door of compressor/library.
//
// Compresses a corpus: finds abstractions one after the other, each in the corpus rewritten with
// the ones before (Stitch: Bowers et al., POPL 2023). In goes a Corpus, out come the steps, each
// with its abstraction, the rewritten programs and their cost. Every step is proven to have the
// highest utility of all admissible abstractions; the sequence is greedy, as in Stitch.
//
// ```cpp
// #include "compressor/corpus/read_corpus.hpp"
// #include "lambda/terms/print.hpp"
// Corpus corpus = read_corpus(R"j(["(f (g a) (g a))", "(f (g b) (g b))"])j");
// const Compression result = compress(corpus, {.iterations = 1, .settings = {.max_arity = 2}});
// const Step& step = result.steps.front();
// CHECK(step.body == "(f #0 #0)");
// CHECK(lambda::print(corpus.store, step.rewriting.roots[0]) == "(fn_0 (g a))");
// CHECK(step.cost_before - step.cost_after == 404);
// ```
//
// compressor/library/library_rewriting.hpp rewrites a corpus with a library that is given, and
// CompressionSettings::library goes on from one.

#include "compressor/corpus/corpus.hpp"
#include "compressor/corpus/settings.hpp"
#include "compressor/explain/follow.hpp"
#include "compressor/library/library.hpp"
#include "compressor/rewriting/rewriting.hpp"
#include "compressor/search/search_progress.hpp"
#include "lambda/terms/inlining.hpp"
#include "support/budget/budget.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace rasp_stitch::compressor {

struct CompressionSettings {
    std::uint32_t iterations = 3;
    std::string abstraction_prefix = "fn_";
    std::uint32_t previous_abstractions = 0; // the number in the first name
    std::uint32_t candidates = 1; // how many of the best of each step to keep in Step::candidates
    Settings settings = {};

    // Whether the next steps decide among abstractions of the same utility and among the ways to
    // number their arguments, where that is cheap (compressor/library/look_ahead.hpp). Otherwise it
    // is the first in the order of scores, with the arguments numbered from left to right. Steps
    // with higher_order do not look ahead.
    bool look_ahead = true;

    // Whether abstractions that matching does not find are considered, too
    // (compressor/refactoring/higher_order.hpp). Then the compression with them is returned, or the
    // one without them if the total of corpus and bodies is no smaller with them. Must not be set
    // with allow_single_task, restricted forms or restricted matching.
    bool higher_order = false;

    // The abstractions to begin with (read_library, compressor/library/library.hpp), of the
    // corpus's store: they are used first, one after the other, whatever they save, and do not
    // count as iterations. Found ones have other names.
    Library library = {};

    // A body to follow through the search: a term of the corpus's store, as parse_abstraction_body
    // (compressor/library/library.hpp) returns it.
    std::optional<lambda::TermId> follow = {};
    std::vector<bool> follow_symbols = {}; // by metavariable of it: whether it takes symbols only
};

// One of the best abstractions of a step.
struct StepCandidate {
    std::string body;
    std::uint32_t arity = 0;
    Utility utility = 0;
    Cost saved = 0;
    std::size_t locations = 0; // the distinct sub-terms that it matches
};

// An abstraction and its effect.
struct Step {
    std::string name;       // "fn_0"
    std::string body;       // "(aggregate (select #0 #1 equals_to) #2)"
    std::string dreamcoder; // the same in DreamCoder's form, closed and without earlier names
    Rewriting rewriting;    // terms of the corpus's store
    Utility utility = 0;    // in units of 1 / (penalty.scale * corpus.weight_scale)
    Cost cost_before = 0;   // in units of 1 / corpus.weight_scale
    Cost cost_after = 0;
    bool is_refactored = false; // found by CompressionSettings::higher_order, not by matching

    // The type of the abstraction as a function, if the settings have types and it has one.
    std::optional<std::string> type = {};

    std::vector<StepCandidate> candidates; // the best first, which is the one that was taken

    // What the corpus and the bodies would cost without this abstraction, in the units of utility;
    // compressor/joint sets it.
    std::optional<Utility> total_without = {};
};

// What a search for abstractions that are best together did (compressor/joint). Totals are the cost
// of the rewritten corpus plus that of the bodies times the penalty, in the units of utility.
struct JointReport {
    Utility greedy_total = 0;  // of the abstractions that are each the best of their step
    Utility total = 0;         // of those that were found
    std::size_t libraries = 0; // that were tried
    StopReason stopped = StopReason::none; // StopReason::programs if the effort was used up
};

struct Compression {
    Cost original_cost = 0;
    std::vector<Step> steps;
    std::size_t given = 0; // the first of the steps, which use CompressionSettings::library
    std::vector<FollowResult> followed; // of CompressionSettings::follow, by step that was searched
    std::int64_t patterns_expanded = 0;
    std::vector<std::string> states; // the names of the automaton's states, if there is one
    OpenPatterns peak_open;          // the peak of all steps; depends on the threads

    // If the search was stopped before it had proven its last step: why, and by how much the
    // utility of an abstraction could at most exceed that of the step.
    StopReason stopped = StopReason::none;
    std::optional<Utility> gap;

    // Whether the last search proved that no further abstraction saves anything.
    bool is_exhausted = false;
    // Whether CompressionSettings::higher_order was set. Then no abstraction that matching finds is
    // better than that of a step, but another one may be.
    bool higher_order = false;
    std::optional<JointReport> joint = {}; // if the abstractions were searched for together

    // Returns the utility of all steps together.
    Utility total_utility() const {
        Utility total = 0;
        for (const Step& step : steps) {
            total += step.utility;
        }
        return total;
    }

    Cost final_cost() const { return steps.empty() ? original_cost : steps.back().cost_after; }
};

// Returns the abstractions of a compression in order, as a library that yields the same steps.
Library library_of(const Compression& compression);

struct CompressionProgress {
    std::size_t step = 0;
    const SearchProgress& search;
};

struct CompressionControl {
    std::size_t threads = 1;

    // The seconds are for all steps together; the other limits are for each step, as in
    // SearchControl.
    Budget budget = {};

    // Called every few milliseconds, from any of the threads, but never from two at once.
    std::function<void(const CompressionProgress&)> progress = {};
};

// Adds terms to the store of `corpus` and changes nothing else in it. The result does not depend on
// the number of threads. Throws InputError if the corpus is too large or too deep
// (compressor/nodes/node_table.hpp), and if the name of an abstraction of the library is in use
// (compressor/library/library_rewriting.hpp).
Compression compress(Corpus& corpus, const CompressionSettings& settings,
                     const CompressionControl& control = {});

} // namespace rasp_stitch::compressor
