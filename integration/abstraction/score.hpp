#pragma once

// Scores a library by how well it explains frontiers: the objective of DreamCoder (Ellis et al.
// 2021, Section 3 and the compressor in its repository).
//
//     const ScoredLibrary scored =
//         score(types, grammar, library_size(grammar.productions), frontiers, settings);
//     scored.score   // in nats; greater is better
//     scored.grammar // the same productions, with the weights that the score was computed with
//
//     score = (sum over frontiers f: log (sum over programs p of f:
//                                         exp(log likelihood of p + log prior of p)))
//             - aic * (number of productions)
//             - structure penalty * (sum of the productions' sizes)
//
// Priors are those under weights fitted to the frontiers by one step of inside-outside. The step
// starts from the grammar's weights: those received for the received library, start_weights() for
// any other.

#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/inside_outside.hpp"
#include "lambda/types/type_store.hpp"

#include <cstddef>
#include <span>
#include <string_view>

namespace rasp_stitch::abstraction {

// Named as the options of DreamCoder.
struct ScoreSettings {
    std::size_t top_k = 2;        // programs per task that the score depends on
    double pseudo_counts = 30;    // of inside-outside
    double aic = 1;               // nats for each production
    double structure_penalty = 1; // nats for each unit of size
};

struct ScoredLibrary {
    double score = 0;
    enumerator::Grammar grammar;
};

// Returns weights of -log n for each of n productions, and of log 1/2 for variables.
enumerator::Weights start_weights(std::size_t productions);

// Returns 1 for a primitive. For an abstraction, returns the number of variables, primitives and
// abstractions in its body, that is below the lambdas that bind its arguments. If that is a
// recursion, (fix1 $i b), only b counts.
std::size_t production_size(std::string_view expression);

// Returns whether DreamCoder's own compressor can size the production: it ends at a recursion from
// anything but a variable.
bool is_sized_by_dreamcoder(std::string_view expression);

// Returns the sum of the productions' sizes.
std::size_t library_size(std::span<const enumerator::Production> productions);

// Scores a library on frontiers that hold only the programs that count. An empty frontier
// contributes 0.
ScoredLibrary score(const lambda::TypeStore& types, const enumerator::Grammar& grammar,
                    std::size_t library_size,
                    std::span<const enumerator::FrontierSummary> frontiers,
                    const ScoreSettings& settings);

} // namespace rasp_stitch::abstraction
