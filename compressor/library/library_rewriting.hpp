#pragma once

// Door of compressor/library.
//
// Rewrites a corpus with a library that is given, whereas compress() finds one.
//
// ```cpp
// #include "compressor/corpus/read_corpus.hpp"
// #include "lambda/terms/print.hpp"
// Corpus corpus = read_corpus(R"j(["(p (f a a))", "(f b c)"])j");
// const Library library =
//     read_library(corpus.store, R"j([{"name": "double", "body": "(f #0 #0)"}])j");
// const Compression result = rewrite_with_library(corpus, library, {});
// CHECK(result.steps[0].rewriting.use_count == 1);
// CHECK(lambda::print(corpus.store, result.steps[0].rewriting.roots[0]) == "(p (double a))");
// ```
//
// The abstractions are used one after the other, in the order of the library, each optimally. So
// the library that compress() found, used on the same corpus, yields the same programs. An
// abstraction that saves nothing is a step that changes nothing.

#include "compressor/corpus/corpus.hpp"
#include "compressor/corpus/settings.hpp"
#include "compressor/library/compress.hpp"
#include "compressor/library/library.hpp"
#include "support/budget/budget.hpp"

#include <string>
#include <vector>

namespace rasp_stitch::compressor {

// Returns one step for each abstraction, or fewer if `budget` is used up before, with
// Compression::stopped. Of the settings, only the costs, the penalty, the forms of uses and what
// restricts matches matter; of the budget, the seconds and the stop token. Adds terms to the store
// of `corpus`, which the library is in, and changes nothing else in it.
//
// Throws InputError with the code problem::name_in_use if a program uses a primitive with the name
// of an abstraction, with problem::name_has_cost if the settings give such a name a cost of its
// own, if such a name would be a symbol or the automaton lacks a state of the library, and if
// compress() would throw.
Compression rewrite_with_library(Corpus& corpus, const Library& library, const Settings& settings,
                                 const Budget& budget = {});

// Returns a name for each abstraction of the library, made of the prefix and a number, that occurs
// neither in the corpus nor in the settings nor in the bodies. For compressor::renamed.
std::vector<std::string> unused_names(const Corpus& corpus, const Library& library,
                                      const Settings& settings, const std::string& prefix);

} // namespace rasp_stitch::compressor
