#pragma once

// Writes what rasp-near found, and why it did not take the rest.
//
//     {"version": "0.1.0", "search": "near", "seconds": 60.1, "tasks": 10, "solved": 8, "DSL": {...},
//      "frontiers": [{"task": "clip", "request": TYPE, "programs": [{"program": "(lambda ...)",
//                     "logLikelihood": 0, "logPrior": -31.2, "seconds": 3.4, "looked_at": 57,
//                     "wrong_cells": 0, "cells": 180, "found_by": "numbers"}]}, ...],
//      "searches": [{"task": "clip", "partial_programs": 57, "made": 1203, "steps": 8124,
//                    "enumerated": 0, "stopped": null, "expanded": [
//          {"number": 0, "parent": 0, "program": "(lambda ?num)", "how": "the whole program",
//           "cost": 0, "rest": 2.7, "loss": 85.1, "network_loss": 0.4, "steps": 150,
//           "fate": "expanded"}, ...]}]}
//
// The frontiers are in the form of rasp-enumerate --out, which rasp-compress reads.

#include "enumerator/grammar/language.hpp"
#include "recognition/near/near_search.hpp"
#include "recognition/program/near_files.hpp"

#include <nlohmann/json_fwd.hpp>

#include <span>

namespace rasp_stitch::recognition {

nlohmann::ordered_json near_json(std::span<const NearTaskFile> tasks,
                                 std::span<const NearResult> results,
                                 const enumerator::Language& language, double seconds);

} // namespace rasp_stitch::recognition
