#pragma once

// Generates corpora of any size that contain abstractions to be found: random programs are written
// with a library, which is then inlined.
//
//     const SyntheticCorpus corpus = synthetic_corpus({.programs = 250, .seed = 1});
//     write_output("corpus.json", programs_list(corpus.programs));
//
// The library has 30 abstractions of up to three arguments, built from one another, some used much
// more often than others. Programs have about 20 to 200 nodes. The library depends on the seed
// only, and a smaller corpus is a prefix of a larger one with the same seed, so corpora of
// different sizes can be compared. The result is the same on every machine.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::benchmarks {

struct SyntheticShape {
    std::uint32_t programs = 250;
    std::uint64_t seed = 1;
};

struct SyntheticCorpus {
    std::vector<std::string> programs;
    std::vector<std::string> library; // bodies, with earlier abstractions inlined
};

SyntheticCorpus synthetic_corpus(const SyntheticShape& shape);

// Returns the programs as JSON, in the form that compressor/corpus/read_corpus.hpp calls
// programs-list.
std::string programs_list(std::span<const std::string> programs);

} // namespace rasp_stitch::benchmarks
