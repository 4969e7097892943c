#pragma once

// What the user of rasp-soak asked for.

#include <cstdint>
#include <optional>

namespace rasp_stitch::benchmarks {

struct SoakOptions {
    std::optional<double> seconds;        // at most; without limits it goes on until it is stopped
    std::optional<std::uint64_t> corpora; // at most
    std::optional<std::uint64_t> seed;    // of the first corpus
    int threads = 1;
};

// Nothing if only help or the version was asked for, which is then printed. Throws InputError for
// whatever does not make sense.
std::optional<SoakOptions> parse_soak_options(int argc, const char* const* argv);

} // namespace rasp_stitch::benchmarks
