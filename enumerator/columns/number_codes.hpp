#pragma once

// Numbers by codes of 16 bits, for the 65,535 that come first.
//
//     NumberCodes codes;
//     codes.code_of(0.5)  // 0, and the next new number is 1
//     codes.numbers()[0]  // 0.5
//
// Several threads may ask at once. Which number gets which code then depends on who comes first, so
// a code is only a way to store a number.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>

namespace rasp_stitch::enumerator {

class NumberCodes {
public:
    NumberCodes();

    // Returns no_code if the number has none and all are taken; then it never gets one.
    std::uint32_t code_of(double number);
    static constexpr std::uint32_t no_code = UINT16_MAX;

    // Returns the numbers by code.
    const double* numbers() const { return numbers_.get(); }

private:
    // Open addressing with linear probing. A slot has a code and one, or 0.
    using Slot = std::atomic<std::uint16_t>;

    std::uint32_t find(double number, std::size_t& slot) const;

    std::unique_ptr<double[]> numbers_; // NOLINT: memory that is touched only as far as it is used
    std::unique_ptr<Slot[]> slots_;     // NOLINT: atomics do not move
    std::mutex mutex_;                  // who adds a number
    std::atomic<std::uint32_t> count_ = 0;
};

} // namespace rasp_stitch::enumerator
