#pragma once

// How much a long computation may use, and why it ended early.
//
//     const Budget budget{.seconds = 60, .memory = megabytes(4000), .stop = source.get_token()};
//     const SearchResult result = search(tasks, budget);
//     if (result.stopped != StopReason::none) {
//         name_of(result.stopped) // "time"
//     }
//
// What a computation has found when a budget is used up stays valid.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <stop_token>
#include <string_view>

namespace rasp_stitch {

struct Budget {
    static constexpr double no_seconds_limit = std::numeric_limits<double>::infinity();
    static constexpr std::uint64_t no_program_limit = std::numeric_limits<std::uint64_t>::max();
    static constexpr std::size_t no_memory_limit = std::numeric_limits<std::size_t>::max();

    double seconds = no_seconds_limit;
    std::uint64_t programs = no_program_limit; // that are looked at
    std::size_t memory = no_memory_limit;      // in bytes, of all threads together, approximately
    std::stop_token stop = {};                 // the computation ends soon after a request
};

constexpr std::size_t megabytes(std::size_t count) {
    return count * 1'000'000;
}

// Why a computation ended before its natural end.
enum class StopReason : std::uint8_t {
    none,        // it did not
    interrupted, // a stop was requested, as by Ctrl-C
    time,
    programs,
    memory,
    types, // a search met a type that is larger than it can handle
};

// For JSON and tables: "no", "signal", "time", "programs", "memory", "types".
std::string_view name_of(StopReason reason);

} // namespace rasp_stitch
