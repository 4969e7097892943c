#pragma once

// What the user of rasp-stitch-compression asked for.

#include <cstddef>
#include <optional>
#include <string>

namespace rasp_stitch::dreamcoder {

struct CompressionOptions {
    std::optional<std::string> types; // the path of a list of types
    double time_limit = 0;            // seconds
    std::size_t threads = 0;          // 0 for those that the request names
    bool quiet = false;
};

// Returns nullopt if the user only asked about the program, which it answers on standard output.
// Throws InputError if the options are not valid.
std::optional<CompressionOptions> parse_compression_options(int argc, const char* const* argv);

} // namespace rasp_stitch::dreamcoder
