#pragma once

// Compares the output of a program with the one that is wanted.
//
//     are_equal(Value(3), Value(3.0))                                        // true: by value
//     are_equal(Value(false), Value(0))                                      // false
//     are_equal(Value(false), Value(0), {.booleans_as_numbers = true})       // true
//     are_equal(Value(0.1 + 0.2), Value(0.3), {.tolerance = task_tolerance}) // true

#include "rasp/language/value.hpp"

namespace rasp_stitch::rasp {

// The tolerance with which tasks are checked, since another program for a task may round
// differently.
constexpr double task_tolerance = 1e-9;

struct ComparisonOptions {
    // Numbers x and y count as equal if |x - y| <= tolerance * max(1, |x|, |y|).
    double tolerance = 0;

    // Takes false as 0 and true as 1, because the reference interpreter gives 0 where a row that
    // selects nothing aggregates booleans.
    bool booleans_as_numbers = false;
};

// Returns whether two numbers are equal, or finite and equal within a tolerance above 0.
bool are_near(double a, double b, double tolerance);

bool are_equal(const Value& a, const Value& b, const ComparisonOptions& options = {});

// Returns whether two outputs have the same length and equal values, or are the same matrix.
bool are_equal(const Output& a, const Output& b, const ComparisonOptions& options = {});

} // namespace rasp_stitch::rasp
