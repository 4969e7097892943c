#pragma once

// Writes where each position comes when its input is sorted by a key.
//
//     strict_rank(goals, {.falls = true}, key)   // (selector_width (select k k greater_than))
//     stable_rank(goals, {.falls = true}, key)   // and equal keys in the order of their places
//
// The key stands in the first twice, and in the second four times.

#include "enumerator/goals/goals.hpp"

#include <optional>

namespace rasp_stitch::enumerator::backwards {

struct RankOrder {
    bool falls = false;         // the largest key comes first
    bool counts_itself = false; // of strict ranks: how many keys are at most, not less
    bool reverses = false;      // of stable ranks: equal keys come in the reverse order of places
};

// Return the expression with its cost, or nullopt if the language has not all that it takes.
std::optional<Candidate> strict_rank(const Goals& goals, RankOrder order, const Candidate& key);
std::optional<Candidate> stable_rank(const Goals& goals, RankOrder order, const Candidate& key);

} // namespace rasp_stitch::enumerator::backwards
