#pragma once

// Compression: abstractions found one after the other, each in the corpus rewritten with those
// before.
//
//     Corpus corpus = read_corpus(text);
//     Compression result = compress(corpus, {.iterations = 3, .settings = {.max_arity = 2}});
//     for (const Step& step : result.steps) { step.body, step.cost_after, ... }
//
// Each step is optimal by itself (DESIGN.md, "Exactness"); the sequence is greedy, as in Stitch.

#include "compressor/corpus/corpus.hpp"
#include "compressor/corpus/settings.hpp"
#include "compressor/explain/follow.hpp"
#include "compressor/rewriting/rewriting.hpp"
#include "compressor/search/search.hpp"
#include "lambda/terms/inlining.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace rasp_stitch::compressor {

struct CompressionSettings {
    std::uint32_t iterations = 3;
    std::string abstraction_prefix = "fn_";
    std::uint32_t previous_abstractions = 0; // the number of the first name
    std::uint32_t candidates = 1; // how many of the best of each step to keep in Step::candidates
    Settings settings = {};

    // A body to follow through the search: a term of the corpus's store, as parse_abstraction_body
    // (compressor/library/library.hpp) gives it.
    std::optional<lambda::TermId> follow = {};
};

// One of the best abstractions of a step, the one that was taken or one that came after it.
struct StepCandidate {
    std::string body;
    std::uint32_t arity = 0;
    Utility utility = 0;
    Cost saved = 0;
    std::size_t locations = 0; // distinct sub-terms where it matches
};

// One abstraction and what it did.
struct Step {
    std::string name;       // fn_0
    std::string body;       // (aggregate (select #0 #1 equals_to) #2)
    std::string dreamcoder; // the same closed, with abstractions before it written out
    Rewriting rewriting;    // terms of the corpus's store
    Utility utility = 0;    // in units of 1 / (penalty.scale * corpus.weight_scale)
    Cost cost_before = 0;   // in units of 1 / corpus.weight_scale
    Cost cost_after = 0;
    std::vector<StepCandidate> candidates; // the best first; the first is the one that was taken
};

struct Compression {
    Cost original_cost = 0;
    std::vector<Step> steps;
    std::vector<Following> followed; // of CompressionSettings::follow, by step that was searched
    std::int64_t patterns_expanded = 0;
    OpenPatterns most_open; // in any of the steps; depends on the threads

    // Set when the search was stopped before it had proved its last step: no abstraction there
    // would have had a utility greater by more than this.
    std::optional<Utility> gap;

    Cost final_cost() const { return steps.empty() ? original_cost : steps.back().cost_after; }
};

struct CompressionProgress {
    std::size_t step = 0;
    const SearchProgress& search;
};

struct CompressionControl {
    std::size_t threads = 1;
    std::stop_token stop = {};

    // Called every few milliseconds, from any of the threads, never from two at once.
    std::function<void(const CompressionProgress&)> progress = {};
};

// Adds terms to the store of `corpus` and changes nothing else in it. What it finds does not depend
// on the number of threads. Throws InputError where the corpus is too large or too deep
// (compressor/nodes/node_table.hpp, compressor/nodes/arguments.hpp).
Compression compress(Corpus& corpus, const CompressionSettings& settings,
                     const CompressionControl& control = {});

} // namespace rasp_stitch::compressor
