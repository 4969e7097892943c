#pragma once

// Runs the programs of the benchmarks as users run them.
//
//     const ChildResult result = run_benchmark({"--repeats", "1", "corpus.json"});
//     run_soak({}, {.signals = {SIGINT}}); // signals that are pending when the program starts

#include "tests/support/program_run.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::benchmarks {

using Arguments = std::vector<std::string>;

inline ChildResult run_benchmark(const Arguments& arguments,
                                 ProgramSurroundings surroundings = {}) {
    surroundings.program = RASP_BENCHMARK_COMPRESS_PATH;
    return run_program(arguments, surroundings);
}

inline ChildResult run_benchmark_enumerate(const Arguments& arguments) {
    return run_program(arguments, {.program = RASP_BENCHMARK_ENUMERATE_PATH});
}

inline ChildResult run_benchmark_evaluate(const Arguments& arguments) {
    return run_program(arguments, {.program = RASP_BENCHMARK_EVALUATE_PATH});
}

inline ChildResult run_benchmark_frontiers(const Arguments& arguments) {
    return run_program(arguments, {.program = RASP_BENCHMARK_FRONTIERS_PATH});
}

inline ChildResult run_soak(const Arguments& arguments, ProgramSurroundings surroundings = {}) {
    surroundings.program = RASP_SOAK_PATH;
    return run_program(arguments, surroundings);
}

inline bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

} // namespace rasp_stitch::benchmarks
