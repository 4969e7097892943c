#pragma once

// What the user of rasp-enumerate asked for.

#include "enumerator/language.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

namespace rasp_stitch::enumerator {

enum class EnumerateMode : std::uint8_t {
    count, // the programs of a window
    list,
};

struct EnumerateOptions {
    EnumerateMode mode{};
    LanguageSource language;
    std::string request; // a type
    double lower = 0;    // nats
    double upper = 0;
    std::size_t threads = 1;
    std::uint64_t most_programs = std::numeric_limits<std::uint64_t>::max();
    std::optional<double> time_limit;          // seconds
    std::optional<std::uint64_t> memory_limit; // bytes
};

// Nothing if only help or the version was asked for, which is then printed. Throws InputError for
// whatever does not make sense.
std::optional<EnumerateOptions> parse_enumerate_options(int argc, const char* const* argv);

} // namespace rasp_stitch::enumerator
