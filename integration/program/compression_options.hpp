#pragma once

// What the user of rasp-stitch-compression asked for.

#include <cstddef>
#include <optional>
#include <string>

namespace rasp_stitch::dreamcoder {

struct CompressionOptions {
    std::optional<std::string> types; // path of a list of types
    double time_limit = 0;            // seconds
    std::size_t threads = 1;
    bool quiet = false;
};

// Nothing if only help or the version was asked for, which is then printed. Throws InputError for
// whatever does not make sense.
std::optional<CompressionOptions> parse_compression_options(int argc, const char* const* argv);

} // namespace rasp_stitch::dreamcoder
