#pragma once

// The order of abstractions, by which the search decides what wins: greater utility comes first;
// then smaller arity; then lower body cost; then the bytewise lesser printed body. The order is
// total, so the winner does not depend on the order in which the search meets abstractions.

#include "compressor/patterns/pattern.hpp"

#include <cstdint>
#include <string>

namespace rasp_stitch::compressor {

// The score of a finished abstraction, or an upper bound on the scores of all completions of a
// partial one.
struct Score {
    Utility utility = 0;
    std::uint32_t arity = 0;
    Cost body_cost = 0;
};

// The incumbent before anything is found: only an abstraction of positive utility beats it.
constexpr Score no_incumbent{.utility = 0, .arity = 0, .body_cost = -1};

// A finished abstraction with its score.
struct ScoredAbstraction {
    Score score;
    std::string body; // as printed
    Pattern pattern;
    Cost saved = 0; // of the cost of the corpus
};

// Returns whether no completion of a pattern with this upper bound can beat the incumbent. As a
// pattern is completed its arity and body cost only grow, and its bound on the utility only falls.
// If all three are equal the printed body would decide, so the answer is then false.
constexpr bool cannot_beat(const Score& bound, const Score& incumbent) {
    if (bound.utility != incumbent.utility) {
        return bound.utility < incumbent.utility;
    }
    if (bound.arity != incumbent.arity) {
        return bound.arity > incumbent.arity;
    }
    return bound.body_cost > incumbent.body_cost;
}

// Returns whether the left one comes before the right one in the order.
inline bool beats(const ScoredAbstraction& left, const ScoredAbstraction& right) {
    if (cannot_beat(left.score, right.score)) {
        return false;
    }
    return cannot_beat(right.score, left.score) || left.body < right.body;
}

} // namespace rasp_stitch::compressor
