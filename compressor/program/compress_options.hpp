#pragma once

// What the user of rasp-compress asked for.

#include "compressor/corpus/read_corpus.hpp"
#include "compressor/library/compress.hpp"
#include "compressor/output/compression_json.hpp"
#include "compressor/program/matching_options.hpp"
#include "compressor/program/names_file.hpp"
#include "rasp/print/print_form.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rasp_stitch::compressor {

struct CompressOptions {
    std::string corpus;               // a path, "-" for standard input
    std::vector<std::string> sources; // or files of RASP, of which `corpus` is the first
    std::optional<CorpusFormat> format;
    std::optional<std::string> weights;        // a path, "-" for standard input
    std::optional<std::uint64_t> shuffle_seed; // set if the programs are to be shuffled
    std::optional<std::size_t> truncate;       // how many programs to keep
    std::optional<std::string> library;        // a path, "-" for standard input
    std::optional<std::string> rename;         // the prefix of other names for its abstractions
    CompressionSettings compression;
    MatchingOptions matching;
    std::optional<std::string> follow; // the body of an abstraction
    bool no_other_util = false;        // the penalty is 0 because that was asked for by this name
    bool joint = false;                // search for abstractions that are best together
    std::uint32_t joint_effort = 60;   // how long, in multiples of the work without --joint
    bool totals_without = false;       // tell the total without each abstraction
    std::size_t threads = 1;
    std::optional<double> time_limit;          // seconds
    std::optional<std::uint64_t> memory_limit; // bytes
    std::optional<std::string> out;            // a path, "-" for standard output
    std::optional<std::string> dot;            // likewise
    std::optional<std::string> save_rewritten; // likewise
    std::optional<std::string> save_rasp;      // likewise
    std::optional<std::string> report;         // likewise
    rasp::PrintOptions print;
    NamesFile names;
    PlainNames plain_names; // what it says
    bool rewritten_intermediates = false;
    bool rewritten_dreamcoder = false;
    bool check_meaning = false;
    bool named_variables = false;
    bool as_json = false; // on standard output
    bool quiet = false;
    OutputJson arguments; // all of it as Stitch writes its configuration ("args")
};

// Returns nullopt if the user only asked about the program (--help, --version, --completion,
// --disable list), which it answers on standard output. Throws InputError if the options are
// not valid.
std::optional<CompressOptions> parse_compress_options(int argc, const char* const* argv);

} // namespace rasp_stitch::compressor
