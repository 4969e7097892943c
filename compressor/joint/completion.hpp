#pragma once

// Ways from one library to another: leaving an abstraction out, putting one in, and going on
// greedily.
//
//     remove(trail, 3);                                      // and use the later ones all the same
//     complete(trail, limit);                                // greedily, up to the most allowed
//     for (const ScoredAbstraction& other : beginnings(trail, 6, limit)) { ... }
//
// When the time is over, they end soon, and leave a library that is valid, if perhaps a smaller one.

#include "compressor/joint/trail.hpp"
#include "compressor/library/library.hpp"
#include "compressor/patterns/scored_abstraction.hpp"
#include "support/budget/deadline.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace rasp_stitch::compressor {

// When to end.
struct Limit {
    Deadline deadline = {};
    std::stop_token stop = {};

    bool is_over() const { return stop.stop_requested() || deadline.has_passed(); }
};

// Takes abstractions in their order. One that saves nothing in its place is left out, and written
// out where later ones use it.
void take_all(Trail& trail, Library abstractions);

// Leaves out the abstraction at this place, and uses the later ones without it.
void remove(Trail& trail, std::size_t index);

// Gives the metavariables of the abstraction at this place other numbers, `numbers[i]` to #i, and
// uses the later ones after it, rewritten with it. The numbers decide which partial applications of
// the abstraction there are for later ones to use. There must be such applications: with fixed
// arities or an automaton (Trail::has_partial_uses), numbers change nothing.
void renumber(Trail& trail, std::size_t index, std::span<const std::uint32_t> numbers);

// Adds the best abstraction, again and again, until the trail has as many as it may have.
void complete(Trail& trail, const Limit& limit);

// Returns abstractions to go on with, the best first, at most `most` of them, and no two that are
// nearly the same. Any trail with the same programs can take one of them.
std::vector<ScoredAbstraction> beginnings(Trail& trail, std::size_t most, const Limit& limit);

// Removes one abstraction at a time and completes the trail anew, until nothing gains by that.
void descend(Trail& trail, const Limit& limit);

} // namespace rasp_stitch::compressor
