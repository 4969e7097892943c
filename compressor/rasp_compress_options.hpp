#pragma once

// What the user of rasp-compress asked for.

#include "compressor/compress.hpp"
#include "compressor/compression_json.hpp"
#include "compressor/read_corpus.hpp"

#include <optional>
#include <string>

namespace rasp_stitch::compressor {

struct ProgramOptions {
    std::string corpus; // a path, "-" for standard input
    std::optional<CorpusFormat> format;
    CompressionSettings compression;
    std::size_t threads = 1;
    std::optional<double> time_limit; // seconds
    std::optional<std::string> out;   // a path, "-" for standard output
    std::optional<std::string> dot;   // likewise
    bool rewritten_intermediates = false;
    bool rewritten_dreamcoder = false;
    bool quiet = false;
    OutputJson arguments; // all of it as Stitch writes its configuration ("args")
};

// Nothing if only help or the version was asked for, which is then printed. Throws InputError for
// whatever does not make sense.
std::optional<ProgramOptions> parse_program_options(int argc, const char* const* argv);

} // namespace rasp_stitch::compressor
