#pragma once

// How an evaluation can fail. A failure is a value: evaluating throws nothing.

#include "lambda/terms/term_store.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace rasp_stitch::rasp {

enum class FailureClass : std::uint8_t {
    none,
    empty_input,        // an input without tokens
    average_non_number, // several strings or booleans selected where one is wanted
    no_default,         // a row of strings without selection, and no default given
    div_zero,
    mod_zero,
    pow_domain, // zero to a negative power, or a root of a negative number
    overflow,   // a whole number beyond 64 bits, or a power that no float holds
    round_nan,  // what is not finite has no nearest whole number
    parse_int,  // a string that is no whole number
    type,       // values of other types than the primitive takes
    arity,      // a program that takes more or fewer arguments than it is given
    free_variable,
    unknown_name,
    limit, // of steps or of memory
};

// "div-zero"
std::string_view name_of(FailureClass failure);

struct Failure {
    FailureClass failure = FailureClass::none;
    std::uint32_t position = 0; // in the sequence, where that means something
    lambda::TermId term{};      // the sub-term that failed, as it stands in the program

    bool operator==(const Failure&) const = default;
    explicit operator bool() const { return failure != FailureClass::none; }
};

// "div-zero: division by zero, at position 2, in (div one $0)". The term's text is cut where it is
// long.
std::string describe(const lambda::TermStore& store, const Failure& failure);

} // namespace rasp_stitch::rasp
