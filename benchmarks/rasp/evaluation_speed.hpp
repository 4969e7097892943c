#pragma once

// How many inputs a second RASP programs are evaluated on, with one thread.
//
//     measure_sort(32, Tokens::letters, {.seconds = 1}).inputs_per_second
//
// Processor time of this thread, the best of several rounds, since whatever else the machine does
// can only add to it.

#include "rasp/tasks/task.hpp"

#include <cstddef>
#include <span>

namespace rasp_stitch::benchmarks {

struct SpeedOptions {
    double seconds = 1;    // for each measurement, about
    std::size_t batch = 8; // inputs evaluated together
};

struct Speed {
    double inputs_per_second = 0;
    std::size_t inputs = 0; // evaluated in one round, each counted
};

enum class Tokens { letters, whole_numbers, floats }; // 26, 100, and a million different ones

// Sorting `length` random tokens. The program is
// compiled and the inputs are columns before the clock starts; outputs stay columns.
Speed measure_sort(std::size_t length, Tokens tokens, const SpeedOptions& options);

// Every program of a corpus on its own examples as one batch, likewise.
Speed measure_corpus(std::span<const rasp::TaskEntry> entries, const SpeedOptions& options);

// The same by rasp::check: compiling, making columns, and comparing outputs are part of it.
Speed measure_check(std::span<const rasp::TaskEntry> entries, const SpeedOptions& options);

} // namespace rasp_stitch::benchmarks
