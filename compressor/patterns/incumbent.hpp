#pragma once

// What a partial abstraction promises, what a finished one is, and which of two is the winner.
//
// The order of winners: greater utility; then smaller arity; then lower body cost; then the lesser
// printed body, byte by byte. It is total on abstractions, so the winner does not depend on the
// order in which a search meets them.

#include "compressor/patterns/pattern.hpp"

#include <cstdint>
#include <string>

namespace rasp_stitch::compressor {

// What a partial abstraction promises at best, or a finished one is.
struct Promise {
    Utility utility = 0;
    std::uint32_t arity = 0;
    Cost body_cost = 0;
};

// What must be beaten while nothing is found: only what saves anything beats it.
constexpr Promise nothing_found{.utility = 0, .arity = 0, .body_cost = -1};

// A finished abstraction, weighed.
struct Found {
    Promise promise;
    std::string body; // as printed
    Pattern pattern;
    Cost saved = 0; // of the corpus's cost
};

// Whether nothing that promises at most `promise` can beat the incumbent. Arity and body cost only
// grow as a pattern is completed and its bound only falls; where all three are equal the printed
// body decides, so that is left open.
constexpr bool cannot_beat(const Promise& promise, const Promise& incumbent) {
    if (promise.utility != incumbent.utility) {
        return promise.utility < incumbent.utility;
    }
    if (promise.arity != incumbent.arity) {
        return promise.arity > incumbent.arity;
    }
    return promise.body_cost > incumbent.body_cost;
}

// Whether the left comes before the right in the order of winners.
inline bool beats(const Found& left, const Found& right) {
    if (cannot_beat(left.promise, right.promise)) {
        return false;
    }
    return cannot_beat(right.promise, left.promise) || left.body < right.body;
}

} // namespace rasp_stitch::compressor
