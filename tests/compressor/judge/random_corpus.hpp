#pragma once

// Small random corpora, rich in the cases that are hard for an abstraction: repeats, repeats inside
// repeats, arguments that occur twice, variables that reach across lambdas, arguments that a lambda
// captures, partial applications, sub-terms shared between programs, tags, tasks with several
// programs.
//
//     compressor::Corpus corpus = random_corpus(seed, {.tasks = 3, .leaves = 8});
//
// The same seed and shape give the same corpus on every machine.

#include "compressor/corpus/corpus.hpp"

#include <cstdint>
#include <string>

namespace rasp_stitch::judge {

// The composition of a corpus. All but the first five numbers are chances in percent, tried for
// every sub-term.
struct CorpusShape {
    std::uint32_t tasks = 3;
    std::uint32_t programs_per_task = 1; // at most
    std::uint32_t leaves = 8;            // of a program, about and at most
    std::uint32_t primitives = 3;
    std::uint32_t arguments = 3; // of the patterns that the corpus repeats, at most

    std::uint32_t lambda = 15;
    std::uint32_t variable = 40;      // a leaf under a lambda is a variable
    std::uint32_t far_variable = 30;  // a variable is bound by the outermost lambda
    std::uint32_t same_argument = 10; // (f x x)
    std::uint32_t shared = 20;        // a sub-term that occurs elsewhere in the corpus
    std::uint32_t pattern = 30;       // a use of one of the patterns that the corpus repeats
    std::uint32_t nested = 25;        // such a use inside a use of the same pattern
    std::uint32_t capture = 15;       // an argument of such a use holds a variable of the pattern
    std::uint32_t spine = 20;         // a primitive applied to several arguments
    std::uint32_t tag = 0;            // a lambda or variable carries one
    std::uint32_t symbol = 0;         // a primitive is a symbol, &x, &y or &z
    std::uint32_t variant = 60;       // a further program of a task is its first with one change
};

compressor::Corpus random_corpus(std::uint64_t seed, const CorpusShape& shape);

// Returns the corpus as JSON, in the form that compressor/corpus/read_corpus.hpp calls rasp.
std::string corpus_text(const compressor::Corpus& corpus);

} // namespace rasp_stitch::judge
