#pragma once

// The result of a compression as JSON: Stitch's fields in Stitch's order, and some more.
//
//     OutputJson json = compression_json(corpus, compression, settings, {.seconds = 0.2});
//     write_output(path, json.dump(2) + "\n");
//
// Where Stitch's meaning is kept: costs are sums over tasks of the cheapest program; the cost of
// the library is not part of final_cost; `uses` has one entry for each distinct match location that
// is used, ordered by the text of the location. Where it is not: `num_uses` counts the uses that
// stand in the rewritten programs, and `#i` are numbered by first occurrence. Costs and utilities
// are in the units of the user (compressor/corpus/units.hpp): whole numbers where they are whole.

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
    std::string_view version = {};        //
    double seconds = 0;                   //
    bool rewritten_intermediates = false; // the whole corpus after each step
    bool rewritten_dreamcoder = false;    // programs also with abstractions written out
    bool candidates = false;              // the best of each step, the one that was taken first
    bool weights = false;                 // of the programs

    // Of the abstractions, by step; empty where the language has none that are known.
    std::vector<std::optional<std::string>> types = {};

    // On how many examples the rewritten programs were run and gave what the original ones gave.
    std::optional<std::size_t> examples_checked = {};

    // What stopped the search before its end, where something did: "time_limit".
    std::string_view stopped_by = {};

    // Of a library that was given: whether all of it was used. Without a search there is no
    // "optimal", "gap" and "patterns_expanded" to tell of.
    std::optional<bool> complete = {};
};

OutputJson compression_json(const Corpus& corpus, const Compression& compression,
                            const StructurePenalty& penalty, const JsonOptions& options);

} // namespace rasp_stitch::compressor
