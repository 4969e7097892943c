#pragma once

// The record of a phase as JSON, for statistics.json and for the state of a run.
//
//     {"iteration": 1, "phase": "wake", "tasks": 62, "solved": 23, "new": ["reverse", ...],
//      "description_length": 512.3,               // in nats
//      "library": 4, "seconds": 150.2,
//      "searches": [{"tasks": ["length"], "reached": 23.5, "programs": 1234567,
//                    "stopped": "time"}, ...],    // null if the search ended by itself
//      "found": [{"task": "reverse", "programs": 4321, "log_prior": -18.5, "seconds": 0.3}, ...],
//      "training": {"replays": 23, "dreams": 8123, "steps": 3000, "first_loss": 19.1, "loss": 7.2},
//      "score": {"before": -831.2, "after": -792.9},
//      "interrupted": true}                         // only if it was
//
// Times stand in members named "seconds" and nowhere else: without them, the records of a run that
// is bounded by programs and steps are the same each time. A number that is not finite is null.

#include "integration/run/phase_record.hpp"
#include "support/json/json_forward.hpp"

#include <nlohmann/json_fwd.hpp>

namespace rasp_stitch::loop {

nlohmann::ordered_json record_json(const PhaseRecord& record);

// Throws InputError with the place.
PhaseRecord read_record(const JsonCursor& json);

} // namespace rasp_stitch::loop
