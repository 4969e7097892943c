#pragma once

// Takes an abstraction that a search has found as the next step of a compression.
//
//     const SearchResult found = search(context, steps.store(), control);
//     take_found_step(context, found.best.front(), {.name = "fn_0"}, steps);

#include "compressor/library/compress.hpp"
#include "compressor/patterns/context.hpp"
#include "compressor/patterns/scored_abstraction.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::compressor {

class GreedySteps; // compressor/library/greedy_steps.hpp

// How the abstraction is called, and its arguments.
struct Naming {
    std::string name;
    std::vector<std::uint32_t> numbers = {}; // those of #0, #1, ... as printed; empty if they stay
};

// Returns them in the form in which a step keeps them.
std::vector<StepCandidate> candidates_of(std::span<const ScoredAbstraction> ranking);

// The context is that of the table of `steps`, in which the abstraction was found. The step has it
// as its only candidate.
void take_found_step(const Context& context, const ScoredAbstraction& found, const Naming& naming,
                     GreedySteps& steps);

} // namespace rasp_stitch::compressor
