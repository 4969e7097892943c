#pragma once

// The judge of compressor/joint: the greatest gain of at most N abstractions, by brute force.
//
//     judge::best_gain(corpus, settings, 2)
//
// It tries every admissible abstraction of positive utility, with its arguments in every order, in
// the corpus rewritten with those before it. Its time grows with the number of abstractions to the
// power of N - 1, so programs should have about six leaves each.

#include "compressor/corpus/corpus.hpp"
#include "compressor/corpus/settings.hpp"

#include <cstddef>
#include <cstdint>

namespace rasp_stitch::judge {

std::int64_t best_gain(const compressor::Corpus& corpus, const compressor::Settings& settings,
                       std::size_t most);

} // namespace rasp_stitch::judge
