#pragma once

// The command line of rasp-stitch-compression.

#include <cstddef>
#include <optional>
#include <string>

namespace rasp_stitch::dreamcoder {

struct CompressionOptions {
    std::optional<std::string> types; // the path of a list of types
    double time_limit = 0;            // seconds
    std::size_t threads = 1;
    bool quiet = false;
};

// Returns nullopt after printing the help or the version. Throws InputError if the command line is
// wrong.
std::optional<CompressionOptions> parse_compression_options(int argc, const char* const* argv);

} // namespace rasp_stitch::dreamcoder
