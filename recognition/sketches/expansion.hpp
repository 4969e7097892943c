#pragma once

// The sketches that a sketch can become in one step.
//
//     for (const Expansion& next : expansions(sketch, grammar, {})) {
//         next.sketch // with one hole less, or with other holes in its place
//         next.how    // "add", "let (indices $0)", "affine"
//     }
//
// Any hole can be the next one. Sketches that are reached in several ways have one signature
// (recognition/sketches/behaviours.hpp).

#include "recognition/sketches/sketch.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace rasp_stitch::recognition {

struct ExpansionOptions {
    bool lets = true;          // whether parts that are there already can be used again
    bool forms = true;         // whether numbers to be learnt can stand in programs
    double let_cost = 2;       // nats, and as many as it takes to say which part
    double constant_cost = 6;  // nats: as a production and two digits
    double affine_cost = 12;   // two productions more and another constant
    double threshold_cost = 9; // a comparison of a token with a constant
    double word_cost = 4.5;    // a production and which word
};

struct Expansion {
    Sketch sketch;
    std::string how;
};

// Returns the numbers of the open holes, in order.
std::vector<std::uint32_t> open_holes(const Sketch& sketch);

// Returns the expansions of one hole after the other, each in the order of the grammar; then shared
// parts, then forms.
std::vector<Expansion> expansions(const Sketch& sketch, const GroundGrammar& grammar,
                                  const ExpansionOptions& options);

// Returns the sketch with the first of its forms for each open hole. Selectors have none and stay
// open.
Sketch with_forms(const Sketch& sketch, const ExpansionOptions& options);

// Returns a lower bound of what the holes of a sketch will cost.
double least_rest(const Sketch& sketch, const GroundGrammar& grammar,
                  const ExpansionOptions& options);

} // namespace rasp_stitch::recognition
