#pragma once

// Door of support/budget.
//
// How much a long computation may use, and why it ended early.
//
// ```cpp
// const auto count_up = [](const Budget& budget) {
//     const Deadline deadline = budget.deadline();
//     std::uint64_t programs = 0;
//     while (true) {
//         if (budget.stop.stop_requested()) {
//             return StopReason::interrupted;
//         }
//         if (deadline.has_passed()) {
//             return StopReason::time;
//         }
//         if (programs++ == budget.programs) {
//             return StopReason::programs;
//         }
//     }
// };
// CHECK(name_of(count_up({.seconds = 3600, .programs = 10})) == "programs");
// CHECK(name_of(count_up({.seconds = 0, .memory = megabytes(100)})) == "time");
// ```
//
// What a computation has found when its budget is used up stays valid.

#include "support/budget/deadline.hpp"

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

    // Returns when the budget's seconds will be used up if the computation begins now.
    Deadline deadline() const { return Deadline(seconds); }
};

// Returns the bytes in `count` megabytes of 10^6 bytes.
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

// Returns the name of a reason in JSON and tables: "no", "signal", "time", "programs", "memory" or
// "types".
std::string_view name_of(StopReason reason);

} // namespace rasp_stitch
