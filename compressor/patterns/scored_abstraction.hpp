#pragma once

// The order of abstractions, by which the search decides what wins: greater utility comes first;
// then smaller arity; then lower body cost; then the bytewise lesser printed body; then, for the same
// body with other kinds of arguments or in other states, the bytewise lesser variant. The order is
// total, so the winner does not depend on the order in which the search meets abstractions.

#include "compressor/patterns/pattern.hpp"
#include "compressor/patterns/score.hpp"

#include <string>

namespace rasp_stitch::compressor {

// A finished abstraction with its score.
struct ScoredAbstraction {
    Score score;
    std::string body;    // as printed
    std::string variant; // variant_text (compressor/patterns/variant.hpp)
    Pattern pattern;
    Cost saved = 0; // of the cost of the corpus
};

// Returns whether the left one comes before the right one in the order.
inline bool beats(const ScoredAbstraction& left, const ScoredAbstraction& right) {
    if (cannot_beat(left.score, right.score)) {
        return false;
    }
    return cannot_beat(right.score, left.score) || left.body < right.body ||
           (left.body == right.body && left.variant < right.variant);
}

} // namespace rasp_stitch::compressor
