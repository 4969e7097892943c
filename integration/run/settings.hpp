#pragma once

// The settings of a run. The name, default, limits and help of each stand once, in the table of
// integration/run/setting_table.hpp.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rasp_stitch::loop {

// The kind of search that is not one of the enumerator's: recognition/near makes the searches.
inline constexpr std::string_view near_search = "near";

struct Settings {
    std::uint64_t iterations = 0;
    std::optional<double> time; // for the whole run, in seconds

    // Searching.
    std::string search;                          // "bottom-up", "top-down" or near_search
    std::string near_phase;                      // that near searches in, or "all"
    std::optional<std::uint64_t> near_iteration; // likewise; each if there is none
    std::optional<double> search_seconds;
    std::optional<std::uint64_t> programs_per_task;
    double upper = 0; // nats
    std::uint64_t frontier = 0;
    std::uint64_t memory = 0; // megabytes
    std::string primitives;
    bool few_examples = true;        // each task by itself, on few examples first
    bool backwards = true;           // use outputs backwards
    double abstraction_discount = 0; // nats, in searches for tasks that are not solved

    // Recognition.
    bool recognition = true;
    bool contextual = true;       // the network predicts a weight for each parent and argument
    double recognition_share = 0; // of the time to search
    double solved_share = 0;      // of the time to search, for tasks that are solved already
    double unsure_share = 0;      // of the time for an unsolved task, for one that is unsure
    double network_trust = 0;     // in its predictions for tasks that are not solved, 0 to 1
    std::uint64_t dreams = 0;
    double helmholtz_ratio = 0;
    std::optional<double> training_seconds;
    std::optional<std::uint64_t> training_steps;

    // Abstraction.
    bool abstraction = true;
    bool sure_only = false;    // learn from solutions that are sure alone
    bool inverse_beta = false; // propose abstractions by inverse beta reduction, too
    std::uint64_t arity = 0;
    std::uint64_t top_k = 0;
    double pseudo_counts = 0;
    double aic = 0;
    double structure_penalty = 0;

    // Held-out tasks.
    double test_fraction = 0;
    std::optional<double> test_seconds;

    std::uint64_t seed = 0;

    bool operator==(const Settings&) const = default;
};

// Return the time for the phases of one iteration. If none is given, it is unlimited where the
// programs or the steps are limited, and otherwise a default.
double search_seconds(const Settings& settings);
double training_seconds(const Settings& settings);
double test_seconds(const Settings& settings);

} // namespace rasp_stitch::loop
