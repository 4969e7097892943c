#pragma once

// Writes the programs that were found for tasks as JSON.
//
//     {"version": "0.1.0", "search": "bottom-up", "seconds": 60.1, "tasks": 78, "solved": 46,
//      "DSL": {"logVariable": 0, "productions": [...]},  // enumerator/grammar/grammar_json.hpp
//      "groups": [{"request": "input(str) -> seq(num)", "literals": ["str.a"],
//                  "tasks": ["count_a"], "reached": 23.5, "programs": 1234567, "seconds": 12.5,
//                  "stopped": "time"}, ...],             // or null: the search ran to its end
//      "frontiers": [{"task": "count_a", "request": TYPE,
//                     "programs": [{"program": "(lambda ...)", "logLikelihood": 0,
//                                   "logPrior": -18.5, "seconds": 0.3, "looked_at": 4321,
//                                   "proven": true, "held_out_met": 2}, ...],
//                     "examples": 10, "held_out": 2},
//                    ...]}                              // enumerator/grammar/frontier_json.hpp
//
// rasp-compress reads it as frontiers in DreamCoder's form. The grammar is the one that was given,
// with the literals that all groups have added to it; the priors are those in the language of each
// group.

#include "enumerator/grammar/language.hpp"
#include "enumerator/solve/merged_tasks.hpp"
#include "enumerator/solve/solve.hpp"
#include "enumerator/solve/task_check.hpp"

#include <nlohmann/json_fwd.hpp>

#include <span>
#include <string_view>

namespace rasp_stitch::enumerator {

struct FrontiersJsonOptions {
    std::string_view version = {};
    double seconds = 0;
};

nlohmann::ordered_json frontiers_json(std::span<const SearchTask> tasks,
                                      std::span<const SolvedGroup> groups,
                                      std::span<const TaskCheck> checks, const Language& language,
                                      SearchKind search, const FrontiersJsonOptions& options);

} // namespace rasp_stitch::enumerator
