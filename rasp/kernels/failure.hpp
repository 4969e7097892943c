#pragma once

// The ways in which an evaluation can fail. A failure is a value: evaluating throws nothing.

#include "lambda/terms/term_store.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace rasp_stitch::rasp {

enum class FailureClass : std::uint8_t {
    none,
    empty_input,        // an input without tokens
    average_non_number, // several strings or booleans were selected, which have no mean
    no_default,         // no string was selected, and no default was given
    div_zero,
    mod_zero,
    pow_domain,    // zero to a negative power, or a root of a negative number
    overflow,      // a whole number beyond 64 bits, or a power beyond the largest float
    round_nan,     // an infinity or a NaN was rounded
    parse_int,     // a string that is not a whole number
    mean_overflow, // a mean of finite numbers beyond the largest float
    domain,        // a logarithm or a root that is not a real number
    not_whole,     // a number that is not whole, where one is needed
    type,          // values of types that the primitive does not take
    arity,         // a program that takes more or fewer arguments than it is given
    free_variable,
    unknown_name,
    limit, // more steps or more memory than Limits allow
};

// Returns the name that users see, such as "div-zero".
std::string_view name_of(FailureClass failure);

struct Failure {
    FailureClass failure = FailureClass::none;
    std::uint32_t position = 0; // in the input; 0 if the failure is not at a position
    lambda::TermId term{};      // the sub-term of the program that failed

    bool operator==(const Failure&) const = default;
    explicit operator bool() const { return failure != FailureClass::none; }
};

// Returns a line for users: "div-zero: division by zero, at position 2, in (div one $0)". A long
// term is cut.
std::string describe(const lambda::TermStore& store, const Failure& failure);

} // namespace rasp_stitch::rasp
