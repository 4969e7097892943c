#pragma once

// The options of rasp-stitch-solver and rasp-stitch-helmholtz, which DreamCoder calls without any.

#include <cstddef>
#include <optional>
#include <string_view>

namespace rasp_stitch::dreamcoder {

struct WakeOptions {
    std::size_t most_memory = 0; // bytes
};

struct WakeProgram {
    std::string_view name;
    std::string_view title; // Command::title
    std::string_view about;
};

// Returns nullopt if the user only asked about the program, which it answers on standard output.
// Throws InputError if the options are not valid.
std::optional<WakeOptions> parse_wake_options(const WakeProgram& program, int argc,
                                              const char* const* argv);

} // namespace rasp_stitch::dreamcoder
