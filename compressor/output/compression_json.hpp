#pragma once

// Door of compressor/output.
//
// Writes the result of a compression as JSON, with Stitch's fields in Stitch's order and some more.
// In go a corpus and its Compression, out comes one JSON object.
//
// ```cpp
// #include "compressor/corpus/read_corpus.hpp"
// Corpus corpus = read_corpus(R"j(["(f (g a) (g a))", "(f (g b) (g b))"])j");
// const Compression compression = compress(corpus, {.iterations = 1});
// const OutputJson json = compression_json(corpus, compression, {}, {.seconds = 0.2});
// CHECK(json["original_cost"] == 1008);
// CHECK(json["final_cost"] == 604);
// CHECK(json["abstractions"][0]["body"] == "(f #0 #0)");
// CHECK(json["optimal"] == true);
// CHECK(json["gap"].is_null());
// ```
//
// As in Stitch, costs are sums over the tasks of their cheapest programs, the cost of the library
// is not part of final_cost, and `uses` has one entry for each distinct match location that is
// used, ordered by the text of the location. Unlike in Stitch, `num_uses` counts the uses in the
// rewritten programs, and the `#i` are mostly numbered by first occurrence. Costs and utilities are
// in the units of the user (compressor/corpus/units.hpp), as whole numbers if they are whole.

#include "compressor/corpus/corpus.hpp"
#include "compressor/library/compress.hpp"
#include "compressor/output/output_json.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::compressor {

struct JsonOptions {
    std::string command = {};             // "cmd"
    OutputJson arguments = {};            // "args"
    std::string_view version = {};        // of the program
    double seconds = 0;                   // that the program took
    bool rewritten_intermediates = false; // whether to write the corpus after each step
    bool rewritten_dreamcoder = false;    // whether to write programs in DreamCoder's form too
    bool candidates = false;              // whether to write Step::candidates
    bool weights = false;                 // whether to write the weights of the programs

    // The types of the abstractions, by step. Empty if the types of the language are not known.
    std::vector<std::optional<std::string>> types = {};

    // The number of examples on which the rewritten programs gave what the original ones give.
    std::optional<std::size_t> examples_checked = {};

    // For a library that was given: whether all of it was used. Without a search, "optimal", "gap",
    // "stopped_by" and "patterns_expanded" have no meaning and are not written.
    std::optional<bool> complete = {};
};

OutputJson compression_json(const Corpus& corpus, const Compression& compression,
                            const StructurePenalty& penalty, const JsonOptions& options);

} // namespace rasp_stitch::compressor
