#pragma once

// What the user of rasp-benchmark-compress asked for.

#include "benchmarks/harness/compressor_run.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rasp_stitch::benchmarks {

struct CompressOptions {
    std::vector<std::string> corpora; // files and folders
    CompressorArguments arguments;
    std::int64_t repeats = 3;
    std::optional<std::string> against; // a command line, with {} for the corpus
    bool instructions = false;

    std::vector<std::uint32_t> generated; // sizes of the generated corpora to measure too
    CompressorArguments generated_arguments;
    std::uint64_t seed = 1;
    std::optional<std::string> write; // where to put the one generated corpus instead

    bool markdown = false;
    std::optional<std::string> json; // a path, "-" for standard output
};

// Returns nullopt if the user only asked about the program, which it answers on standard output.
// Throws InputError if the options are not valid.
std::optional<CompressOptions> parse_compress_options(int argc, const char* const* argv);

} // namespace rasp_stitch::benchmarks
