#pragma once

// What an evaluation may use before it is stopped with FailureClass::limit.

#include <cstddef>
#include <cstdint>

namespace rasp_stitch::rasp {

struct Limits {
    // Of compiling: applications, names and variables looked up. Each costs some 100 bytes at most.
    std::size_t compile_steps = 2'000'000;

    // Of evaluating on one batch: values computed, and pairs of key and query compared or averaged.
    std::uint64_t run_steps = std::uint64_t{1} << 31U;

    // Bytes of all columns and selectors at one time.
    std::size_t memory = std::size_t{1} << 29U;

    // Bytes of all strings that concat makes for one input.
    std::size_t string_bytes = std::size_t{1} << 24U;
};

} // namespace rasp_stitch::rasp
