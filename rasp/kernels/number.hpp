#pragma once

// The arithmetic of RASP on single numbers. It is Python's, with whole numbers of 64 bits.
//
//     FailureClass failure = FailureClass::none;
//     mod_numbers(whole(-1), whole(3), failure)       // whole(2)
//     div_numbers(whole(1), whole(0), failure)        // failure == FailureClass::div_zero
//
// Two whole numbers give a whole number, except in a division or with a negative exponent; anything
// else gives a float. An operation that fails sets the failure and returns whole(0).

#include "rasp/kernels/failure.hpp"
#include "rasp/language/opcode.hpp"

#include <cstdint>
#include <functional>

namespace rasp_stitch::rasp {

struct Number {
    bool is_int = true;
    std::int64_t i = 0;
    double d = 0; // the number itself, or the float nearest to i
};

inline Number whole(std::int64_t i) {
    return {.is_int = true, .i = i, .d = static_cast<double>(i)};
}

inline Number floating(double d) {
    return {.is_int = false, .i = 0, .d = d};
}

Number failed(FailureClass which, FailureClass& failure);

Number add_numbers(Number a, Number b, FailureClass& failure);
Number sub_numbers(Number a, Number b, FailureClass& failure);
Number mul_numbers(Number a, Number b, FailureClass& failure);
Number div_numbers(Number a, Number b, FailureClass& failure); // correctly rounded
Number mod_numbers(Number a, Number b, FailureClass& failure);
Number pow_numbers(Number a, Number b, FailureClass& failure);
Number neg_number(Number a, FailureClass& failure);
Number round_number(Number a, FailureClass& failure);

// Returns a float without a fraction as a whole number.
Number whole_of(double d, FailureClass& failure);

// Compares by value, exactly: 2^53 + 1 is greater than the float 2^53. Only not_equal holds of a
// NaN.
bool compare_numbers(Comparison comparison, Number a, Number b);

// Returns whether a whole number and a float have exactly the same value.
bool equal_numbers(std::int64_t i, double d);

// Calls the function with the comparison as a function object of two values, std::less<> and the
// like, so that a loop inside of the function is compiled once for each comparison.
template <class Function>
decltype(auto) with_comparison(Comparison comparison, Function&& function) {
    switch (comparison) {
    case Comparison::equal:
        return function(std::equal_to<>{});
    case Comparison::not_equal:
        return function(std::not_equal_to<>{});
    case Comparison::less:
        return function(std::less<>{});
    case Comparison::at_most:
        return function(std::less_equal<>{});
    case Comparison::greater:
        return function(std::greater<>{});
    case Comparison::at_least:
        break;
    }
    return function(std::greater_equal<>{});
}

template <class T>
bool holds(Comparison comparison, const T& a, const T& b) {
    return with_comparison(comparison, [&](auto compare) { return compare(a, b); });
}

} // namespace rasp_stitch::rasp
