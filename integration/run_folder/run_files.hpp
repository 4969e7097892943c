#pragma once

// The files of a run that others read, as text.
//
//     grammar.json     enumerator/grammar/grammar_json.hpp: rasp-enumerate --grammar reads it
//     frontiers.json   {"version": ..., "tasks": 78, "solved": 31, "DSL": ..., "frontiers": [...]},
//                      each frontier as enumerator/grammar/frontier_json.hpp writes it:
//                      rasp-compress and rasp-recognize train read it
//     library.json     [{"expression": "#(lambda ...)", "type": "seq(num) -> sel", "iteration": 1,
//                        "tasks": ["length", ...]}, ...], in the order in which they were learnt
//     statistics.json  [RECORD, ...], as integration/run_folder/record_json.hpp writes them
//     model.json       recognition/lessons/model.hpp: rasp-recognize --model reads it
//
// All of them follow from the state. Only the statistics have times in them.

#include "integration/run/loop_state.hpp"
#include "integration/run/run.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::loop {

struct LibraryEntry {
    std::string expression;
    std::string type;
    std::uint64_t iteration = 0;
    std::vector<std::string> tasks; // whose best program uses it, directly or within another
};

std::vector<LibraryEntry> library_of(const Run& run, const LoopState& state);

std::string grammar_file(const LoopState& state);
std::string frontiers_file(const Run& run, const LoopState& state, std::string_view version);
std::string library_file(const Run& run, const LoopState& state);
std::string statistics_file(const LoopState& state);

} // namespace rasp_stitch::loop
