#pragma once

// Random corpora with random settings, to hold the compressor against the judge.
//
//     const Trial trial = random_trial(17);
//     trial.corpus, trial.settings
//
// The seed determines everything, on every machine.

#include "compressor/corpus/corpus.hpp"
#include "compressor/corpus/settings.hpp"

#include <cstdint>

namespace rasp_stitch::judge {

// A corpus, and the settings of a search in it.
struct Trial {
    compressor::Corpus corpus;
    compressor::Settings settings;
};

// Returns the trial of a seed: any shape of corpus, any settings, all rules on.
Trial random_trial(std::uint64_t seed);

// Returns a trial of a seed whose settings restrict matches (compressor::Matching): automata, symbols,
// fused lambdas, fixed arities, types. No program has more leaves than `most_leaves`.
Trial random_matching_trial(std::uint64_t seed, std::uint32_t most_leaves = 12);

} // namespace rasp_stitch::judge
