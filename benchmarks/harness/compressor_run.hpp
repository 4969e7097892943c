#pragma once

// Runs the compressor in a process of its own (benchmarks/harness/measured_child.hpp) and measures
// it.

#include "benchmarks/harness/measured_child.hpp"
#include "compressor/library/compress.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace rasp_stitch::benchmarks {

struct CompressorArguments {
    std::uint32_t max_arity = 3;
    std::uint32_t iterations = 10;
    std::int64_t threads = 1;
};

struct CompressorFacts {
    std::int64_t programs = 0;
    std::int64_t subterms = 0; // distinct ones, in the corpus as it was read
    std::int64_t abstractions = 0;
    std::int64_t patterns_expanded = 0;
    std::optional<std::int64_t> open_pattern_bytes;
    compressor::Cost cost_before = 0;
    compressor::Cost cost_after = 0;
};

struct CompressorRun {
    ChildRun child;
    bool is_corpus = true;                // if not, child.output says why the file cannot be read
    std::optional<CompressorFacts> facts; // nullopt if the run failed
};

CompressorRun run_compressor(const std::string& path, const CompressorArguments& arguments,
                             const Measuring& measuring);

// Returns the memory per open pattern when most patterns are open, or nullopt if it is unknown.
std::optional<std::int64_t> open_pattern_bytes(const compressor::Compression& compression);

} // namespace rasp_stitch::benchmarks
