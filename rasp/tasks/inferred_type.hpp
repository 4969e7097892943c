#pragma once

// Finds the type of a task from the values in its examples.
//
//     inferred_type(examples) // "input(str) -> seq(num)" for [["a", "b"] -> [0, 1]]
//
// Truth values count as numbers if an output has numbers, too. A matrix is a selector.

#include "rasp/tasks/task.hpp"

#include <optional>
#include <span>
#include <string>

namespace rasp_stitch::rasp {

// Returns nullopt if the examples do not say it: without an input that is not empty, or without an
// output. Examples that disagree are for check_task (rasp/tasks/task_check.hpp) to report.
std::optional<std::string> inferred_type(std::span<const Example> examples);

} // namespace rasp_stitch::rasp
