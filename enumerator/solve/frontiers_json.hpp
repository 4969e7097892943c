#pragma once

// The programs found for tasks as JSON.
//
//     {"version": "0.1.0", "search": "bottom-up", "seconds": 60.1, "tasks": 78, "solved": 46,
//      "DSL": {"logVariable": 0, "productions": [...]},          // as DreamCoder writes grammars
//      "groups": [{"request": "input(str) -> seq(num)", "literals": ["str.a"], "tasks":
//      ["count_a"],
//                  "reached": 23.5, "programs": 1234567, "seconds": 12.5,
//                  "stopped": "time"}, ...],                     // null: all was found
//      "frontiers": [{"task": "count_a", "request": TYPE,        // lambda/types/type_json.hpp
//                     "programs": [{"program": "(lambda ...)", "logLikelihood": 0, "logPrior":
//                     -18.5,
//                                   "seconds": 0.3, "looked_at": 4321}, ...]}, ...]}
//
// rasp-compress reads it as frontiers in DreamCoder's form. The grammar is the one that was given,
// or has all primitives of all groups; priors are those under each group's own.

#include "enumerator/grammar/language.hpp"
#include "enumerator/solve/search_tasks.hpp"
#include "enumerator/solve/solve.hpp"

#include <nlohmann/json.hpp>

#include <span>
#include <string>
#include <string_view>

namespace rasp_stitch::enumerator {

struct FrontiersJsonOptions {
    std::string_view version = {};
    double seconds = 0;
};

nlohmann::ordered_json frontiers_json(std::span<const SearchTask> tasks,
                                      std::span<const SolvedGroup> groups,
                                      const Languages& languages, Search search,
                                      const FrontiersJsonOptions& options);

} // namespace rasp_stitch::enumerator
