#pragma once

// Measures on how many inputs per second RASP programs are evaluated, with one thread
// (benchmarks/harness/thread_rate.hpp).
//
//     measure_sort(32, Tokens::letters, {.seconds = 1}).inputs_per_second

#include "rasp/tasks/task.hpp"

#include <cstddef>
#include <span>

namespace rasp_stitch::benchmarks {

struct SpeedOptions {
    double seconds = 1;    // for each measurement, approximately
    std::size_t batch = 8; // inputs that are evaluated together
};

struct Speed {
    double inputs_per_second = 0;
    std::size_t inputs = 0; // evaluated in one call
};

// With 26, 100 and a million different tokens.
enum class Tokens { letters, whole_numbers, floats };

// Measures sorting `length` random tokens. Compiling the program and converting inputs to columns
// is not included, and outputs stay columns.
Speed measure_sort(std::size_t length, Tokens tokens, const SpeedOptions& options);

// Measures every program of a corpus on its own examples as one batch, in the same way.
Speed measure_corpus(std::span<const rasp::TaskEntry> entries, const SpeedOptions& options);

// Measures rasp::check on the same: includes compiling, converting inputs and comparing outputs.
Speed measure_check(std::span<const rasp::TaskEntry> entries, const SpeedOptions& options);

} // namespace rasp_stitch::benchmarks
