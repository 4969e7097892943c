#pragma once

// The arithmetic of RASP on single numbers: that of Python, with whole numbers of 64 bits.
//
//     FailureClass failure = FailureClass::none;
//     mod_numbers(whole(-1), whole(3), failure)       // whole(2)
//     div_numbers(whole(1), whole(0), failure)        // failure == FailureClass::div_zero
//
// Whole with whole gives whole (but for div and a negative power), anything else a float. What
// fails gives whole(0) and sets the failure.

#include "rasp/kernels/failure.hpp"
#include "rasp/language/opcode.hpp"

#include <cstdint>

namespace rasp_stitch::rasp {

struct Number {
    bool is_int = true;
    std::int64_t i = 0;
    double d = 0; // the float, or the float nearest to i
};

inline Number whole(std::int64_t i) {
    return {.is_int = true, .i = i, .d = static_cast<double>(i)};
}

inline Number floating(double d) {
    return {.is_int = false, .i = 0, .d = d};
}

Number add_numbers(Number a, Number b, FailureClass& failure);
Number sub_numbers(Number a, Number b, FailureClass& failure);
Number mul_numbers(Number a, Number b, FailureClass& failure);
Number div_numbers(Number a, Number b, FailureClass& failure); // correctly rounded
Number mod_numbers(Number a, Number b, FailureClass& failure);
Number pow_numbers(Number a, Number b, FailureClass& failure);
Number neg_number(Number a, FailureClass& failure);
Number round_number(Number a, FailureClass& failure);

// By value, exactly: 2^53 + 1 is greater than the float 2^53. Only not_equal holds of a NaN.
bool compare_numbers(Comparison comparison, Number a, Number b);

// The whole and the float of the same value compare equal, and no others.
bool equal_numbers(std::int64_t i, double d);

template <class T>
bool holds(Comparison comparison, const T& a, const T& b) {
    switch (comparison) {
    case Comparison::equal:
        return a == b;
    case Comparison::not_equal:
        return a != b;
    case Comparison::less:
        return a < b;
    case Comparison::at_most:
        return a <= b;
    case Comparison::greater:
        return a > b;
    case Comparison::at_least:
        return a >= b;
    }
    return false;
}

} // namespace rasp_stitch::rasp
