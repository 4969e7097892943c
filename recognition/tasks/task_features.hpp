#pragma once

// A task's examples as a network reads them: sequences of positions, at each an input token and
// the value that is wanted there.
//
//     const TaskFeatures features = task_features(task.examples);
//     features.positions[0].input  // the word of the first token, below vocabulary_size
//     features.lengths             // positions by example
//
// A word tells the kind of a value and which it is: each whole number from -16 to 47, each truth
// value and each printable character of ASCII has a word of its own; other numbers share words by
// sign, size and whether they are whole, other strings by a hash. What a word does not tell of a
// number, real numbers beside it do. A row of a selector is a word for how many keys it selects.

#include "rasp/tasks/task.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace rasp_stitch::recognition {

using Word = std::uint16_t;

inline constexpr Word no_word = 0; // nothing there: no atom, or the example must fail
inline constexpr std::size_t vocabulary_size = 256;

// More than these are not looked at: of examples evenly spaced ones are taken, of positions the
// first.
inline constexpr std::size_t most_examples = 12;
inline constexpr std::size_t most_positions = 24;

// Numbers x are compressed to asinh(x), 8 at most; what is no number has 0.
inline constexpr std::size_t real_count = 8;

struct PositionFeatures {
    Word input = no_word;
    Word output = no_word;
    Word atom = no_word;          // the same at all positions
    std::uint16_t from_start = 0; // the position
    std::uint16_t from_end = 0;   // and counted from the end; below most_positions
    std::array<float, real_count> reals{};
};

struct TaskFeatures {
    std::vector<std::size_t> lengths;        // positions of each example, at least 1
    std::vector<PositionFeatures> positions; // of all examples, one after the other
};

Word word_of(const rasp::Value& value);

// Inputs that are empty are left out.
TaskFeatures task_features(std::span<const rasp::Example> examples);

} // namespace rasp_stitch::recognition
