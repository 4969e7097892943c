#pragma once

// The numbers of the primitives, for the evaluator and for whoever applies a primitive without
// going through its name.

#include <cstdint>

namespace rasp_stitch::rasp {

enum class Opcode : std::uint8_t {
    tokens,
    indices,
    length,
    select,
    selector_and,
    selector_or,
    selector_not,
    aggregate,
    aggregate_default,
    selector_width,
    full,
    add,
    sub,
    mul,
    div,
    mod,
    pow,
    neg,
    round,
    indicator,
    compare, // eq ne lt le gt ge, told apart by a Comparison
    logical_and,
    logical_or,
    logical_not,
    choose, // `if`
    concat,
    parse_int,
    predicate, // equals_to and its like, told apart by a Comparison
    constant,  // zero, one, two, true, false and all literals
    atom,      // the second argument of a program, which is not a primitive

    // The extensions: what programs for Tracr and RASP-L use, and the reference interpreter lacks.
    floor,
    ceil,
    abs,
    sign,
    exp,
    log,
    sqrt,
    greater, // `max`
    lesser,  // `min`
    print_int,
    repeat,
    choose_lazy, // `if_lazy`
    aggregate_max,
    aggregate_min,
    causal,
};

constexpr bool is_extension(Opcode opcode) {
    return opcode >= Opcode::floor;
}

// Whether two arguments can change places. Of comparisons it depends on the Comparison.
constexpr bool is_commutative(Opcode opcode) {
    return opcode == Opcode::add || opcode == Opcode::mul || opcode == Opcode::logical_and ||
           opcode == Opcode::logical_or || opcode == Opcode::selector_and ||
           opcode == Opcode::selector_or;
}

enum class Comparison : std::uint8_t { equal, not_equal, less, at_most, greater, at_least };

constexpr bool is_symmetric(Comparison comparison) {
    return comparison == Comparison::equal || comparison == Comparison::not_equal;
}

} // namespace rasp_stitch::rasp
