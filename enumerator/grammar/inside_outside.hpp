#pragma once

// New weights from programs that were found: one step of expectation maximisation with
// pseudo-counts, as DreamCoder takes it.
//
//     const std::vector<Frontier> frontiers = {{{.summary = summary, .log_likelihood = 0}}};
//     const Grammar better = inside_outside(types, grammar, frontiers, {.pseudo_counts = 30});
//
// A frontier has programs that solve one task. How much each counts is its posterior probability
// under the weights that are replaced: proportional to exp(log likelihood + log prior). Then
//
//     w(production) = log(uses + pseudo-counts) - log(opportunities + pseudo-counts)
//
// with the expected number of times that it was chosen, and that it was among the candidates; all
// variables together likewise. The weights are not normalised. A weight that would be 0/0 is 0.

#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/likelihood.hpp"

#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

struct FrontierEntry {
    LikelihoodSummary summary;
    double log_likelihood = 0; // of the task, given the program; in nats
};

using Frontier = std::vector<FrontierEntry>;

struct InsideOutsideOptions {
    double pseudo_counts = 0;
    std::size_t iterations = 1;
};

// The summaries are of this grammar. A frontier whose programs are all impossible counts nothing.
Grammar inside_outside(const lambda::TypeStore& types, const Grammar& grammar,
                       std::span<const Frontier> frontiers,
                       const InsideOutsideOptions& options = {});
ContextualGrammar inside_outside(const lambda::TypeStore& types, const ContextualGrammar& grammar,
                                 std::span<const Frontier> frontiers,
                                 const InsideOutsideOptions& options = {});

} // namespace rasp_stitch::enumerator
