#pragma once

// What is told of a phase when it has ended, for people and for statistics.json.
//
//     {"iteration": 1, "phase": "wake", "tasks": 62, "solved": 23, "new": ["reverse", ...],
//      "description_length": 512.3,               // nats
//      "library": 4, "seconds": 150.2,
//      "searches": [{"tasks": ["length"], "reached": 23.5, "programs": 1234567,
//                    "stopped": "time"}, ...],    // null: nothing was left to look for
//      "found": [{"task": "reverse", "programs": 4321, "log_prior": -18.5, "seconds": 0.3}, ...],
//      "training": {"replays": 23, "dreams": 8123, "steps": 3000, "first_loss": 19.1, "loss": 7.2},
//      "score": {"before": -831.2, "after": -792.9}}
//
// Times stand in members "seconds" and nowhere else: without them the statistics of runs that are
// bounded by programs and steps are the same each time. A number that is not finite is null.

#include "integration/loop/phase.hpp"
#include "support/json/json_cursor.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rasp_stitch::loop {

struct SearchRecord {
    std::vector<std::string> tasks;
    double reached = 0; // nats
    std::uint64_t programs = 0;
    std::string stopped; // as of enumerator/solve/stopped_text.hpp; "no" where nothing was left
};

// The best program that a search found for a task.
struct FoundRecord {
    std::string task;
    std::uint64_t programs = 0; // looked at until then
    double log_prior = 0;       // nats, in the grammar of the search
    double seconds = 0;
};

struct TrainingRecord {
    std::uint64_t replays = 0;
    std::uint64_t dreams = 0;
    std::uint64_t steps = 0;
    double first_loss = 0; // nats for each program
    double loss = 0;
};

struct ScoreRecord {
    double before = 0; // nats
    double after = 0;
};

struct PhaseRecord {
    std::uint64_t iteration = 0; // from 1
    Phase phase{};
    std::uint64_t tasks = 0; // of training; in a test, those that are held out
    std::uint64_t solved = 0;
    std::vector<std::string> new_tasks = {}; // solved for the first time
    double description_length = 0;           // nats, of the tasks that are solved in training
    std::uint64_t library = 0;               // abstractions
    std::vector<SearchRecord> searches = {};
    std::vector<FoundRecord> found = {};
    std::optional<TrainingRecord> training = {};
    std::optional<ScoreRecord> score = {};
    double seconds = 0;
};

nlohmann::ordered_json record_json(const PhaseRecord& record);

// InputError with the place.
PhaseRecord read_record(const JsonCursor& json);

} // namespace rasp_stitch::loop
