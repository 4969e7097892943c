#pragma once

// The command line of rasp-soak.

#include <cstdint>
#include <optional>

namespace rasp_stitch::benchmarks {

struct SoakOptions {
    std::optional<double> seconds;        // at most; without limits, runs until stopped
    std::optional<std::uint64_t> corpora; // at most
    std::optional<std::uint64_t> seed;    // of the first corpus
    int threads = 1;
};

// Returns nullopt after printing the help or the version. Throws InputError if the command line is
// wrong.
std::optional<SoakOptions> parse_soak_options(int argc, const char* const* argv);

} // namespace rasp_stitch::benchmarks
