#pragma once

// Fits the weights of a grammar to frontiers: one step of expectation maximisation with
// pseudo-counts, as DreamCoder takes it (Ellis et al. 2021).
//
//     const FrontierSummary frontier = {{.summary = likelihood.summary(request, store, term)}};
//     const std::vector<FrontierSummary> frontiers = {frontier};
//     const Grammar better = inside_outside(types, grammar, frontiers, {.pseudo_counts = 30});
//
// Each program of a frontier counts by its posterior probability under the weights that are
// replaced, which is proportional to exp(log likelihood + log prior). The new weight of a
// production is
//
//     log(uses + pseudo-counts) - log(opportunities + pseudo-counts)
//
// where its uses are the expected number of times that it was chosen, and its opportunities the
// expected number of times that it was among the candidates. The same holds for all variables
// together. The weights are not normalised, and a weight that would be log 0 - log 0 is 0.

#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/likelihood.hpp"

#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

// What weights have to do with in a program of a frontier.
struct ProgramSummary {
    LikelihoodSummary summary;
    double log_likelihood = 0; // of the task, given the program, in nats
};

using FrontierSummary = std::vector<ProgramSummary>; // by program

struct InsideOutsideOptions {
    double pseudo_counts = 0;
    std::size_t iterations = 1;
};

// Returns the grammar with fitted weights. The summaries have to be of its productions. A frontier
// without a program that is possible is ignored.
Grammar inside_outside(const lambda::TypeStore& types, const Grammar& grammar,
                       std::span<const FrontierSummary> frontiers,
                       const InsideOutsideOptions& options = {});
ContextualGrammar inside_outside(const lambda::TypeStore& types, const ContextualGrammar& grammar,
                                 std::span<const FrontierSummary> frontiers,
                                 const InsideOutsideOptions& options = {});

} // namespace rasp_stitch::enumerator
