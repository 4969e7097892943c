#pragma once

// The files of a run that others read, as text.
//
//     grammar.json     enumerator/grammar/grammar_json.hpp: rasp-enumerate --grammar reads it
//     frontiers.json   {"version": ..., "tasks": 78, "solved": 31, "DSL": ..., "frontiers": [...]},
//                      each frontier as enumerator/grammar/frontier_json.hpp writes it:
//                      rasp-compress and rasp-recognize train read it
//     library.json     [{"name": "fn_0", "body": "(select #0 #0 #1)", "arity": 2,
//                        "expression": "#(lambda ...)", "type": "seq(num) -> sel", "iteration": 1,
//                        "uses": 5, "tasks": ["length", ...]}, ...], in the order in which they were
//                        learnt: rasp-rewrite --library and rasp-enumerate --library read it
//     library.txt      the same for people, with uses (readable_library.hpp)
//     library.rasp     the same with the best program of each task, as RASP
//     statistics.json  [RECORD, ...], as integration/run_folder/record_json.hpp writes them
//     report.html      a page that shows all of this (run_report.hpp)
//     model.json       recognition/lessons/model.hpp: rasp-recognize --model reads it
//
// All of them follow from the state. Only the statistics have times in them.

#include "integration/run/loop_state.hpp"
#include "integration/run/run.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

namespace rasp_stitch::loop {

std::string grammar_file(const LoopState& state);
std::string frontiers_file(const Run& run, const LoopState& state, std::string_view version);
nlohmann::ordered_json library_json(const Run& run, const LoopState& state);
nlohmann::ordered_json statistics_json(const LoopState& state);
std::string library_file(const Run& run, const LoopState& state);
std::string statistics_file(const LoopState& state);

} // namespace rasp_stitch::loop
