#pragma once

// The literals that the examples of a task suggest, for tasks that come without any.
//
//     example_literals(task) // {"str.a"} for "abca" -> [true, false, false, true]
//                            // {"str._"} for "abc" -> "_ab", with str.a, str.b and str.c
//                            // {} for "abc" -> "cba": it takes no literal to move tokens
//
// Constants of a program leave traces in its examples. What is offered:
//
//   * values in outputs that their input does not have, if there are few or if they recur;
//   * if a truth value is said of each token by itself, the tokens that it is true of (or false of,
//     if these are fewer), and for numbers the two next to a threshold;
//   * otherwise the strings that recur in inputs, unless every output only moves its input's tokens.
//
// Where inputs have atoms, the atom is the token that matters, and only the first sort is offered.
// These are guesses: a program may need a literal that is not here.

#include "rasp/tasks/task.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace rasp_stitch::rasp {

// No more of each of the three sorts above, so that they do not drown what else a program can use.
inline constexpr std::size_t most_of_a_sort = 6;

// Returns canonical names in bytewise order, each once. The examples need not have been checked.
std::vector<std::string> example_literals(const Task& task);

} // namespace rasp_stitch::rasp
