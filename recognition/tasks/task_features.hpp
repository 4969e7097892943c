#pragma once

// Door of recognition/tasks.
//
// Turns a task's examples into what a neural network reads: sequences of positions, each with the
// input token and the value that is wanted there. This is the input of the recognition model of
// Ellis et al. 2021 (DreamCoder, Section 2); the encoding is our own.
//
// ```cpp
// const rasp::Example example{.input = {.tokens = rasp::characters("ab"), .atom = {}},
//                             .output = rasp::Sequence{true, false}};
// const TaskFeatures features = task_features(std::vector{example});
// CHECK(features.lengths == std::vector<std::size_t>{2}); // positions by example
// CHECK(features.positions[0].input == word_of(std::string("a")));
// CHECK(features.positions[1].output == word_of(false));
// ```
//
// A word encodes the kind of a value and the value itself as far as the vocabulary goes: each whole
// number from -16 to 47, each truth value and each printable ASCII character has a word of its own;
// other numbers share words by sign, size and whether they are whole, and other strings share words
// by a hash. Real numbers beside the words add what a word loses of a number. The word of a row of
// a selector says how many keys it selects.
//
// The other headers of this folder restrict a grammar to the literals of one task (task_grammar.hpp,
// literal_classes.hpp).

#include "rasp/tasks/task.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace rasp_stitch::recognition {

using Word = std::uint16_t;

inline constexpr Word no_word = 0; // no atom, or no output because the example must fail
inline constexpr std::size_t vocabulary_size = 256;

// If there are more examples, evenly spaced ones are read. If there are more positions, the first
// ones are.
inline constexpr std::size_t most_examples = 12;
inline constexpr std::size_t most_positions = 24;

// A number x is compressed to asinh(x), clamped to [-8, 8]; other values have 0.
inline constexpr std::size_t real_count = 8;

struct PositionFeatures {
    Word input = no_word;
    Word output = no_word;
    Word atom = no_word;          // the same at all positions
    std::uint16_t from_start = 0; // positions before this one
    std::uint16_t from_end = 0;   // positions after it, at most most_positions - 1
    std::array<float, real_count> reals{};
};

struct TaskFeatures {
    std::vector<std::size_t> lengths;        // positions of each example, at least 1
    std::vector<PositionFeatures> positions; // of the first example, then of the second, ...
};

Word word_of(const rasp::Value& value);

// Examples with an empty input are left out.
TaskFeatures task_features(std::span<const rasp::Example> examples);

} // namespace rasp_stitch::recognition
