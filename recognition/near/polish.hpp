#pragma once

// Turns what was learnt of a sketch without open holes into a program with exact constants.
//
//     const std::optional<PolishedProgram> program =
//         polished(sketch, grammar, readings, terms_of, terms, task);
//     program->score.wrong // cells
//
// The numbers begin as they were learnt. Those that outputs depend on smoothly are improved by
// Levenberg-Marquardt steps on the exact evaluator (Marquardt 1963), with the weights of a Cauchy
// likelihood, so that wrong cells have no say. Then all become the simplest numbers that give the
// fewest wrong cells: the same precision for all at first, then one by one.

#include "recognition/near/near_task.hpp"
#include "recognition/near/readings.hpp"
#include "recognition/sketches/sketch.hpp"

#include <optional>
#include <span>
#include <vector>

namespace rasp_stitch::recognition {

struct PolishedProgram {
    lambda::TermId term{}; // for evaluation
    std::vector<HoleReading> readings;
    ExactScore score;
};

// The readings are those of sketch.learnt(), in this order. Returns nullopt if the language cannot
// say one of them.
std::optional<PolishedProgram> polished(const Sketch& sketch, const GroundGrammar& grammar,
                                        std::span<const HoleReading> readings,
                                        const ReadingTerms& terms_of, lambda::TermStore& terms,
                                        const NearTask& task);

} // namespace rasp_stitch::recognition
