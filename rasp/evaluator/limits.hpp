#pragma once

// How much an evaluation may use before it is stopped with FailureClass::limit.

#include <cstddef>
#include <cstdint>

namespace rasp_stitch::rasp {

struct Limits {
    // Steps of compiling: visits of sub-terms, calls of lambdas, and bindings passed in looking up
    // variables. Each takes about 100 bytes at most.
    std::size_t compile_steps = 2'000'000;

    // Steps of running a program on one batch: values computed, and pairs of a key and a query
    // compared or averaged.
    std::uint64_t run_steps = std::uint64_t{1} << 31U;

    // Bytes of all columns and selectors that exist at one time.
    std::size_t memory = std::size_t{1} << 29U;

    // Bytes of all strings that concat makes for one input.
    std::size_t string_bytes = std::size_t{1} << 24U;
};

} // namespace rasp_stitch::rasp
