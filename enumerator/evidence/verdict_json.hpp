#pragma once

// Writes a verdict as JSON, into a frontier as enumerator/grammar/frontier_json.hpp writes it.
//
//     add_verdict(frontier, verdict);
//     // {"task": ..., "programs": [...], "sure": false, "reason": "another program ...",
//     //  "output_nats": 16.2, "program_nats": 19.1,
//     //  "other": {"program": "(lambda ...)", "refuting": 0, "input": ["a"],
//     //            "best": [true], "other": [false]}}    // or null; an output is null if it fails

#include "enumerator/evidence/verdict.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string_view>

namespace rasp_stitch::enumerator {

namespace verdict_field {

inline constexpr std::string_view sure = "sure";
inline constexpr std::string_view reason = "reason";

} // namespace verdict_field

void add_verdict(nlohmann::ordered_json& frontier, const Verdict& verdict);

} // namespace rasp_stitch::enumerator
