#pragma once

// Ways from one library to another: leaving an abstraction out, putting one in, and going on
// greedily.
//
//     remove(trail, 3);                                      // and use the later ones all the same
//     complete(trail, limit);                                // greedily, up to the most allowed
//     for (const Beginning& other : beginnings(trail, 6, limit)) { ... }
//
// When the time is over, they end soon, and leave a library that is valid, if perhaps a smaller one.

#include "compressor/joint/trail.hpp"
#include "lambda/terms/inlining.hpp"
#include "support/budget/deadline.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <string>
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
void take_all(Trail& trail, std::vector<lambda::Abstraction> abstractions);

// Leaves out the abstraction at this place, and uses the later ones without it.
void remove(Trail& trail, std::size_t index);

// Gives the metavariables of the abstraction at this place other numbers, `numbers[i]` to #i, and
// uses the later ones after it, rewritten with it. The numbers decide which partial applications of
// the abstraction there are for later ones to use.
void renumber(Trail& trail, std::size_t index, std::span<const std::uint32_t> numbers);

// Adds the best abstraction, again and again, until the trail has as many as it may have.
void complete(Trail& trail, const Limit& limit);

// An abstraction to go on with.
struct Beginning {
    std::string body; // as printed
    std::uint32_t arity = 0;
};

// Returns abstractions to go on with, the best first, at most `most` of them, and no two that are
// nearly the same.
std::vector<Beginning> beginnings(Trail& trail, std::size_t most, const Limit& limit);

// Takes one of them.
void take(Trail& trail, const Beginning& beginning);

// Removes one abstraction at a time and completes the trail anew, until nothing gains by that.
void descend(Trail& trail, const Limit& limit);

} // namespace rasp_stitch::compressor
