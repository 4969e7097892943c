#pragma once

// What a run of the loop is asked for. Names, defaults, limits and help of all settings stand once,
// in the table of integration/loop/setting_table.hpp.

#include <cstdint>
#include <optional>
#include <string>

namespace rasp_stitch::loop {

struct Settings {
    std::uint64_t iterations = 0;
    std::optional<double> time; // seconds, of the whole run

    // Searching.
    std::string search; // a name of enumerator::SearchKind
    std::optional<double> search_seconds;
    std::optional<std::uint64_t> programs_per_task;
    double upper = 0; // nats
    std::uint64_t frontier = 0;
    std::uint64_t memory = 0; // megabytes
    std::string primitives;

    // Recognition.
    bool no_recognition = false;
    bool unigram = false;
    double recognition_share = 0; // of the search's budget of time
    double solved_share = 0;      // of that, for tasks that are solved already
    std::uint64_t dreams = 0;
    double helmholtz_ratio = 0;
    std::optional<double> training_seconds;
    std::optional<std::uint64_t> training_steps;

    // Abstraction.
    bool no_abstraction = false;
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

// What holds where neither is given: time is limited, unless something else is.
double search_seconds(const Settings& settings);
double training_seconds(const Settings& settings);
double test_seconds(const Settings& settings);

} // namespace rasp_stitch::loop
