#pragma once

// The best abstraction found so far, and what it takes to beat it.
//
// The order of winners: greater utility; then smaller arity; then lower body cost; then the lesser
// printed body, byte by byte. It is total on abstractions, so the winner does not depend on the
// order in which a search meets them.

#include "compressor/pattern.hpp"

#include <cstdint>
#include <string>

namespace rasp_stitch::compressor {

// What a partial abstraction promises at best, or a finished one is.
struct Promise {
    Utility utility = 0;
    std::uint32_t arity = 0;
    Cost body_cost = 0;
};

struct Incumbent {
    // Until something is found: only what saves anything beats it.
    Promise promise{.utility = 0, .arity = 0, .body_cost = -1};
    std::string body; // as printed; empty until something is found
    Pattern pattern;
    Cost saved = 0; // of the corpus's cost

    bool is_found() const { return !body.empty(); }
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

} // namespace rasp_stitch::compressor
