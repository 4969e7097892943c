#pragma once

// The programs of the benchmarks, run as people run them.
//
//     const ChildResult result = run_benchmark({"--repeats", "1", "corpus.json"});
//     run_soak({}, {.signal = SIGINT}); // a signal that waits for the program when it starts

#include "tests/support/child_process.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::benchmarks {

struct Surroundings {
    int signal = 0; // or none
};

ChildResult run_benchmark(const std::vector<std::string>& arguments,
                          const Surroundings& surroundings = {});
ChildResult run_benchmark_enumerate(const std::vector<std::string>& arguments);
ChildResult run_benchmark_evaluate(const std::vector<std::string>& arguments);
ChildResult run_benchmark_frontiers(const std::vector<std::string>& arguments);
ChildResult run_soak(const std::vector<std::string>& arguments,
                     const Surroundings& surroundings = {});

inline bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

} // namespace rasp_stitch::benchmarks
