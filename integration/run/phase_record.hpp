#pragma once

// Records what a phase did, for reports and statistics.json
// (integration/run_folder/record_json.hpp).

#include "integration/run/phase.hpp"
#include "support/budget/budget.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rasp_stitch::loop {

struct SearchRecord {
    std::vector<std::string> tasks;
    double reached = 0;         // nats
    std::uint64_t programs = 0; // that were looked at
    StopReason stopped = StopReason::none;
};

// The best program that a search found for a task.
struct FoundRecord {
    std::string task;
    std::uint64_t programs = 0; // that the search had looked at by then
    double log_prior = 0;       // in the grammar of the search, in nats
    double seconds = 0;
};

struct TrainingRecord {
    std::uint64_t replays = 0;
    std::uint64_t dreams = 0;
    std::uint64_t steps = 0;
    double first_loss = 0; // at the beginning, in nats per program
    double loss = 0;       // at the end
};

struct ScoreRecord {
    double before = 0; // in nats
    double after = 0;
};

struct PhaseRecord {
    std::uint64_t iteration = 0; // from 1
    Phase phase{};
    std::uint64_t tasks = 0; // training tasks; in a test, held-out tasks
    std::uint64_t solved = 0;
    std::vector<std::string> new_tasks = {}; // that were solved for the first time
    double description_length = 0;           // of the solved training tasks, in nats
    std::uint64_t library = 0;               // how many abstractions it has
    std::vector<SearchRecord> searches = {};
    std::vector<FoundRecord> found = {};
    std::optional<TrainingRecord> training = {};
    std::optional<ScoreRecord> score = {};
    bool interrupted = false; // the same phase of the same iteration comes again, for its rest
    double seconds = 0;
};

} // namespace rasp_stitch::loop
