#pragma once

// Corpora of any size with something to find in them: random programs written with a library that
// is then hidden, each use replaced by what it stands for.
//
//     const SyntheticCorpus corpus = synthetic_corpus({.programs = 250, .seed = 1});
//     write_output("corpus.json", programs_list(corpus.programs));
//
// The library has 30 abstractions of up to three arguments, built from one another, some used much
// more often than others. Programs have about 20 to 200 nodes. The library follows from the seed
// alone, and a smaller corpus of the same seed is the beginning of a larger one, so corpora of
// different sizes can be compared. The same on every machine.

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
    std::vector<std::string> library; // bodies, later ones may contain what earlier ones stand for
};

SyntheticCorpus synthetic_corpus(const SyntheticShape& shape);

// As JSON, in the form that compressor/corpus/read_corpus.hpp calls programs-list.
std::string programs_list(std::span<const std::string> programs);

} // namespace rasp_stitch::benchmarks
