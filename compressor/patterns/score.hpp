#pragma once

// The order of abstractions by their score.

#include "compressor/corpus/settings.hpp"

#include <cstdint>

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

} // namespace rasp_stitch::compressor
