#pragma once

// What the user of rasp-enumerate asked for.

#include "enumerator/grammar/language.hpp"
#include "enumerator/solve/solve.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

enum class EnumerateMode : std::uint8_t {
    tasks, // programs for tasks
    describe_tasks,
    count, // the programs of a window
    list,
};

struct EnumerateOptions {
    EnumerateMode mode{};
    LanguageSource language;
    std::optional<std::string> library; // a path; its abstractions belong to the language

    std::optional<std::string> tasks; // a path; else there are examples
    std::vector<std::string> examples;
    Search search = Search::bottom_up;
    std::size_t frontier = 5;
    std::optional<std::string> out;
    bool quiet = false;

    std::string request; // a type
    double lower = 0;    // nats
    double upper = 0;

    std::size_t threads = 1;
    std::uint64_t most_programs = std::numeric_limits<std::uint64_t>::max();
    double seconds = std::numeric_limits<double>::infinity();
    std::size_t most_memory = 0; // bytes
};

// Returns nullopt if the user only asked about the program, which it answers on standard output.
// Throws InputError for whatever does not make sense.
std::optional<EnumerateOptions> parse_enumerate_options(int argc, const char* const* argv);

} // namespace rasp_stitch::enumerator
