#pragma once

// Whether an output is the one that is wanted.
//
//     are_equal(Value(3), Value(3.0))                                      // true: by value
//     are_equal(Value(false), Value(0))                                    // false
//     are_equal(Value(false), Value(0), {.booleans_as_numbers = true})     // true
//     are_equal(Value(0.1 + 0.2), Value(0.3), {.tolerance = task_tolerance}) // true

#include "rasp/language/value.hpp"

namespace rasp_stitch::rasp {

// Another program for a task may round differently.
constexpr double task_tolerance = 1e-9;

struct ComparisonOptions {
    // Numbers x and y are equal, too, where |x - y| <= tolerance * max(1, |x|, |y|).
    double tolerance = 0;

    // false is 0 and true is 1: the reference interpreter gives 0 where rows of booleans select
    // nothing.
    bool booleans_as_numbers = false;
};

// Whether two numbers are equal within a tolerance above 0; infinities are equal to themselves.
bool are_near(double a, double b, double tolerance);

bool are_equal(const Value& a, const Value& b, const ComparisonOptions& options = {});

// Of the same length, value by value.
bool are_equal(const Output& a, const Output& b, const ComparisonOptions& options = {});

} // namespace rasp_stitch::rasp
