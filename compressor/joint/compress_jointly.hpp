#pragma once

// Door of compressor/joint.
//
// Compresses a corpus with the abstractions that are best together. compress() takes the best
// abstraction of each step, which may spoil later steps; this searches for the sequence of at most
// as many abstractions with the least total. The total is what the corpus costs, rewritten with
// them, plus what their bodies cost times the structure penalty. In go a corpus and the settings of
// compress(), out comes a Compression in the same form, never of a greater total than that of
// compress().
//
// ```cpp
// #include "compressor/corpus/read_corpus.hpp"
// Corpus corpus = read_corpus(R"j(["(f (g a) (g a))", "(f (g b) (g b))"])j");
// const Compression result = compress_jointly(corpus, {.iterations = 2}, {.effort = 10});
// CHECK(result.steps.front().body == "(f #0 #0)");
// CHECK(result.joint->total <= result.joint->greedy_total);
// CHECK(*result.steps.front().total_without == 1008); // the corpus as it was
// ```
//
// Each abstraction is admissible in the corpus rewritten with those before it, has a positive
// utility there, and is used optimally. Nothing says that there is no better sequence:
// compressor/joint/joint_search.hpp explains what is tried.

#include "compressor/corpus/corpus.hpp"
#include "compressor/library/compress.hpp"

#include <cstdint>
#include <functional>

namespace rasp_stitch::compressor {

struct JointControl {
    // The search ends when it has done about this many times the work of compress(), or before if
    // nothing is found any more. What is found within an effort does not depend on the threads.
    std::uint32_t effort = 60;

    CompressionControl compression = {};

    // Called after each round of the search that follows compress(), with the best so far.
    std::function<void(const JointReport&)> progress = {};
};

// Changes the corpus as compress() does, and throws what it throws. CompressionSettings::library is
// used first and stays; the search is for what comes after it. CompressionSettings::candidates and
// follow are for single steps and must not be set.
Compression compress_jointly(Corpus& corpus, const CompressionSettings& settings,
                             const JointControl& control = {});

// Sets Step::total_without in each step of a compression: what the total would be if this
// abstraction were left out, written out in the bodies that use it, and the others were used one
// after the other in the corpus without it. Of these, one that no longer saves anything is left out
// likewise. Sets nothing if refactoring has found an abstraction, which does not match where it is
// used. This takes the time to rewrite the corpus N * N / 2 times.
void note_totals_without(const Corpus& corpus, const CompressionSettings& settings,
                         Compression& compression);

} // namespace rasp_stitch::compressor
