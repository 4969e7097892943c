#pragma once

// Tasks as a text for people and programs, in the form of corpora/rasp.json (corpora/README.md).
//
//     tasks_text(tasks)
//     // [
//     // {"name":"count_a","type":"input(str) -> seq(int)","arity":1,"literals":["str.a"],
//     //  "examples":[{"input":["a","b"],"output":[1,1]}, ...]},      (on one line)
//     // ...
//     // ]
//
// rasp::read_tasks reads the same tasks from it. For DreamCoder, enumerator/solutions/tasks_json.hpp
// writes tasks.

#include "enumerator/solve/merged_tasks.hpp"

#include <span>
#include <string>

namespace rasp_stitch::generation {

std::string tasks_text(std::span<const enumerator::SearchTask> tasks);

} // namespace rasp_stitch::generation
