#pragma once

// What a search for the programs of tasks is asked for and what it gives, top-down or bottom-up.

#include "enumerator/grammar/program_table.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <stop_token>
#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

struct SearchProgress {
    double reached = 0;         // all programs below have been looked at, in nats
    std::uint64_t programs = 0; // looked at
    std::size_t solved = 0;     // tasks
};

struct TaskSearchOptions {
    double upper = 100;   // nats, this not included
    std::size_t kept = 1; // programs wanted for each task; at most 255
    std::size_t threads = 1;

    // Budgets. What has been found when one is used up stays valid.
    std::uint64_t most_programs = std::numeric_limits<std::uint64_t>::max();
    double seconds = std::numeric_limits<double>::infinity();
    std::size_t most_memory = std::size_t{1} << 30U; // in bytes, about
    std::stop_token stop = {};

    // Now and then, never twice at once.
    std::function<void(const SearchProgress&)> on_progress = {};
};

struct Solution {
    std::string program; // as read_expression would read it
    double log_prior = 0;
    double seconds = 0;         // from the start of the search
    std::uint64_t programs = 0; // looked at until then
};

struct TaskSearchResult {
    std::vector<std::vector<Solution>> solutions; // by task, best first
    double reached = 0;                           // nats
    std::uint64_t programs = 0;                   // looked at
    StopReason stopped = StopReason::none; // no: all tasks have `kept` programs, or nothing is left
    double seconds = 0;
};

} // namespace rasp_stitch::enumerator
