#pragma once

// How well a library explains frontiers: DreamCoder's objective (Ellis et al. 2021, and the
// compressor of its code).
//
//     const ScoredLibrary scored =
//         score(types, grammar, library_size(grammar.productions), frontiers, settings);
//     scored.score     // in nats, greater is better
//     scored.grammar   // the same productions with the weights that it was scored with
//
//     score = sum over frontiers of  log of the sum over programs of exp(log likelihood + log
//     prior)
//             - aic * (number of productions) - structure penalty * (sum of their sizes)
//
// The priors are those under weights that were fitted to the frontiers: one step of inside-outside
// from the weights that the grammar has. The received library starts from the weights that it came
// with, any other from start_weights().

#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/inside_outside.hpp"
#include "lambda/types/type_store.hpp"

#include <cstddef>
#include <span>
#include <string_view>

namespace rasp_stitch::dreamcoder {

// The names are those of DreamCoder's command line.
struct ScoreSettings {
    std::size_t top_k = 2;        // programs of a task that count
    double pseudo_counts = 30;    // of inside-outside
    double aic = 1;               // nats for each production
    double structure_penalty = 1; // nats for each unit of size
};

struct ScoredLibrary {
    double score = 0;
    enumerator::Grammar grammar;
};

// -log n for each of n productions, and log 1/2 for all variables together.
enumerator::Weights start_weights(std::size_t productions);

// A primitive's size is 1, an abstraction's the number of variables, primitives and abstractions in
// its body, which begins behind the lambdas that are its arguments.
std::size_t production_size(std::string_view expression);
std::size_t library_size(std::span<const enumerator::Production> productions);

// Frontiers of the programs that count. One without programs counts nothing.
ScoredLibrary score(const lambda::TypeStore& types, const enumerator::Grammar& grammar,
                    std::size_t library_size,
                    std::span<const enumerator::FrontierSummary> frontiers,
                    const ScoreSettings& settings);

} // namespace rasp_stitch::dreamcoder
