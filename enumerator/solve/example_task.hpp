#pragma once

// Makes a task of examples as people type them.
//
//     example_task(std::array{"hello -> olleh"s, "abc -> cba"s})          // input(str) -> seq(str)
//     example_task(std::array{"[3, 1, 2] -> [1, 2, 3]"s})                 // input(num) -> seq(num)
//     example_task(std::array{"[[\"a\", \"b\"], \"b\"] -> [false, true]"s})   // with an atom
//
// Each side is a word, each character of which is a value, or JSON if it begins with a bracket. A
// word can stand in double quotes, as in JSON: "a b" keeps its blank.

#include "rasp/tasks/task.hpp"

#include <span>
#include <string>

namespace rasp_stitch::enumerator {

// The type of the task follows from the values of all examples. Throws InputError with the example
// that cannot be read or does not go with the others. Examples that are empty on both sides are left
// out (enumerator/solve/empty_examples.hpp).
rasp::Task example_task(std::span<const std::string> examples);

} // namespace rasp_stitch::enumerator
