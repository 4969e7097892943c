#pragma once

// Numbers by codes of 16 bits, for the 65,535 that come first.
//
//     NumberCodes codes;
//     codes.code_of(0.5)  // 0, and the next new number is 1
//     codes.numbers()[0]  // 0.5

#include "support/hashing/hash_index.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace rasp_stitch::enumerator {

class NumberCodes {
public:
    // Returns nullopt if the number has no code and all are taken; then it never gets one.
    std::optional<std::uint16_t> code_of(double number);

    // Returns the numbers by code.
    const double* numbers() const { return numbers_.data(); }

private:
    std::vector<double> numbers_;
    HashIndex index_;
};

} // namespace rasp_stitch::enumerator
