#pragma once

// Says of each solution whether it is sure (enumerator/evidence/verdict.hpp).
//
//     const Verdicts verdicts = judge_solutions(tasks, groups, threads);
//     add_verdicts(document, verdicts);   // to what frontiers_json returned
//     verdicts_text(tasks, verdicts)      // sure: 12 of 14 solutions
//                                         //
//                                         // unsure:
//                                         //     is_sorted: all outputs are false

#include "enumerator/evidence/verdict.hpp"
#include "enumerator/solve/merged_tasks.hpp"
#include "enumerator/solve/solve.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

using Verdicts = std::vector<std::optional<Verdict>>; // by task; nullopt if it is not solved

// The verdicts do not depend on the number of threads.
Verdicts judge_solutions(std::span<const SearchTask> tasks, std::span<const SolvedGroup> groups,
                         std::size_t threads, const JudgeOptions& options = {});

// Adds the members of enumerator/evidence/verdict_json.hpp to the frontiers of tasks with a
// verdict. The frontiers are in the order of the tasks.
void add_verdicts(nlohmann::ordered_json& document, const Verdicts& verdicts);

// For a single task, returns its verdict. For several, returns how many solutions are sure, and why
// the others are not. Returns an empty text if nothing is solved.
std::string verdicts_text(std::span<const SearchTask> tasks, const Verdicts& verdicts);

} // namespace rasp_stitch::enumerator
