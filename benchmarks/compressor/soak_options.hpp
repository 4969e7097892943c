#pragma once

// What the user of rasp-soak asked for.

#include <cstddef>
#include <cstdint>
#include <optional>

namespace rasp_stitch::benchmarks {

struct SoakOptions {
    std::optional<double> time_limit; // seconds; without limits it continues until it is stopped
    std::optional<std::uint64_t> corpora; // at most
    std::optional<std::uint64_t> seed;    // of the first corpus
    std::size_t threads = 1;
};

// Returns nullopt if the user only asked about the program, which it answers on standard output.
// Throws InputError if the options are not valid.
std::optional<SoakOptions> parse_soak_options(int argc, const char* const* argv);

} // namespace rasp_stitch::benchmarks
