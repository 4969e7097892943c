#pragma once

// Numbers as people write them, near a number that was learnt.
//
//     simplest_between(2.61, 2.74)          // 2.7
//     simplest_between(0.3333, 0.33334)     // 1/3
//     simplest_between(-0.2, 0.1)           // 0
//     complexity_of(SimpleNumber{27, 10})   // less than that of 271/100
//
// The simplest number of an interval is the whole number nearest to 0; else the decimal with the
// fewest digits after the point, of at most four; a fraction with a small denominator comes before
// decimals with more than three digits.

#include "lambda/terms/term_store.hpp"

#include <cstdint>
#include <optional>

namespace rasp_stitch::recognition {

struct SimpleNumber {
    std::int64_t numerator = 0;
    std::int64_t denominator = 1; // positive

    double value() const {
        return static_cast<double>(numerator) / static_cast<double>(denominator);
    }
    bool operator==(const SimpleNumber&) const = default;
};

// Returns nullopt if there is none with at most six digits.
std::optional<SimpleNumber> simplest_between(double least, double most);

// The digits that it takes to write the number; fewer is simpler.
std::size_t complexity_of(const SimpleNumber& number);

// Returns a literal, or for a fraction that is no decimal, the quotient of two.
lambda::TermId number_term(lambda::TermStore& terms, const SimpleNumber& number);

// Returns the literal that is nearest to any number.
lambda::TermId number_term(lambda::TermStore& terms, double number);

} // namespace rasp_stitch::recognition
