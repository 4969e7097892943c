#pragma once

// Door of compressor/corpus.
//
// Corpora: programs with their tasks, weights and names. In goes JSON, out comes a Corpus, whose
// programs are terms of one store; a sub-term that several programs share is stored once.
//
// ```cpp
// const Corpus corpus = read_corpus(R"j(["(f a b)", "(f a c)"])j");
// CHECK(corpus.programs.size() == 2);
// CHECK(corpus.tasks[corpus.programs[1].task] == "1");
// CHECK(corpus.programs[1].root == corpus.roots()[1]);
// ```
//
// Three forms are read, and recognised by their content unless one is asked for:
//
//   programs-list  ["(lam (f $0))", ...], Stitch's form. Every program is a task of its own, named
//                  "0", "1", ... Or, with the names of the tasks and the weights of the programs,
//                  {"programs": ["(lam (f $0))", ...], "tasks": ["a", ...], "weights": [1, ...]};
//                  each of the two may be left out.
//   dreamcoder     {"DSL": {"productions": [{"expression": ...}]},
//                   "frontiers": [{"task": ..., "programs": [{"program": ...}]}]},
//                  the request that DreamCoder sends to its compressor. Frontiers of the same task
//                  are one task; a frontier without a task name is named by its index. Abstractions
//                  written `#(lambda ...)` become the primitives dreamcoder_abstraction_0, ...,
//                  numbered in the order of the length of their text.
//   rasp           [{"name": "length/core", "program": ...}, ...]. The task is the part of the name
//                  before the slash.

#include "compressor/corpus/corpus.hpp"

#include <optional>
#include <string_view>

namespace rasp_stitch::compressor {

struct ReadOptions {
    std::optional<CorpusFormat> format = {}; // recognised by the content if not given
    bool keep_document = false;              // in Corpus::document
};

// Closes a program that has free variables with lambdas around it and says so in Corpus::warnings.
// Throws InputError with the JSON pointer of what is wrong, also if there is no program at all.
Corpus read_corpus(std::string_view json, const ReadOptions& options = {});

} // namespace rasp_stitch::compressor
