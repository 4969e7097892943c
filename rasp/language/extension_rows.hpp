#pragma once

// The rows of the table of primitives (rasp/language/primitives.hpp) for the extensions: what programs
// for Tracr and RASP-L use, and the language of the paper lacks.
//
//     extension_rows.front().name == "floor"

#include "rasp/language/primitives.hpp"

#include <array>

namespace rasp_stitch::rasp {

inline constexpr std::array extension_rows = {
    Primitive{.name = "floor",
              .opcode = Opcode::floor,
              .type = "seq(num) -> seq(num)",
              .meaning = "The greatest whole number that is not greater.",
              .example = {"(lam (floor (tokens $0)))", "[1.5, -1.5, 3]", "[1, -2, 3]"}},
    Primitive{.name = "ceil",
              .opcode = Opcode::ceil,
              .type = "seq(num) -> seq(num)",
              .meaning = "The least whole number that is not less.",
              .example = {"(lam (ceil (tokens $0)))", "[1.5, -1.5, 3]", "[2, -1, 3]"}},
    Primitive{.name = "abs",
              .opcode = Opcode::abs,
              .type = "seq(num) -> seq(num)",
              .meaning = "The number without its sign; whole if it is.",
              .example = {"(lam (abs (tokens $0)))", "[-2, 0.5, -0.5]", "[2, 0.5, 0.5]"}},
    Primitive{.name = "sign",
              .opcode = Opcode::sign,
              .type = "seq(num) -> seq(num)",
              .meaning = "-1, 0 or 1, as the number is negative, zero or positive.",
              .example = {"(lam (sign (tokens $0)))", "[-2, 0.0, 0.5]", "[-1, 0, 1]"}},
    Primitive{.name = "exp",
              .opcode = Opcode::exp,
              .type = "seq(num) -> seq(num)",
              .meaning = "e to the power of the number, a float; an error if it is too large.",
              .example = {"(lam (exp (tokens $0)))", "[0, -1000]", "[1.0, 0.0]"}},
    Primitive{.name = "log",
              .opcode = Opcode::log,
              .type = "seq(num) -> seq(num)",
              .meaning = "The natural logarithm, a float; an error unless the number is positive.",
              .example = {"(lam (log (tokens $0)))", "[1]", "[0.0]"}},
    Primitive{.name = "sqrt",
              .opcode = Opcode::sqrt,
              .type = "seq(num) -> seq(num)",
              .meaning = "The square root, a float; an error if the number is negative.",
              .example = {"(lam (sqrt (tokens $0)))", "[9, 2.25]", "[3.0, 1.5]"}},
    Primitive{.name = "max",
              .opcode = Opcode::greater,
              .type = "seq(num) -> seq(num) -> seq(num)",
              .meaning = "The first number if it is greater, otherwise the second.",
              .example = {"(lam (max (tokens $0) one))", "[3, 0.5]", "[3, 1]"}},
    Primitive{.name = "min",
              .opcode = Opcode::lesser,
              .type = "seq(num) -> seq(num) -> seq(num)",
              .meaning = "The first number if it is less, otherwise the second.",
              .example = {"(lam (min (tokens $0) one))", "[3, 0.5]", "[1, 0.5]"}},
    Primitive{
        .name = "print_int",
        .opcode = Opcode::print_int,
        .type = "seq(num) -> seq(str)",
        .meaning = "The decimal digits of a whole number; anything else is an error.",
        .example = {"(lam (print_int (tokens $0)))", "[7, -12, 3.0]", R"(["7", "-12", "3"])"}},
    Primitive{.name = "repeat",
              .opcode = Opcode::repeat,
              .type = "seq(str) -> seq(num) -> seq(str)",
              .meaning = "The string as often as the whole number says; none for a negative one.",
              .example = {"(lam (repeat (tokens $0) (indices $0)))", R"(["a", "b", "c"])",
                          R"(["", "b", "cc"])"}},
    Primitive{.name = "if_lazy",
              .opcode = Opcode::choose_lazy,
              .type = "seq(bool) -> seq(t0) -> seq(t0) -> seq(t0)",
              .meaning =
                  "Like if, but an error at a position counts only if the part that it is in "
                  "is chosen there. Within a selector, or in what is aggregated, it always "
                  "counts.",
              .example = {"(lam (if_lazy (eq (tokens $0) zero) zero (div one (tokens $0))))",
                          "[2, 0]", "[0.5, 0]"}},
    Primitive{
        .name = "aggregate_max",
        .opcode = Opcode::aggregate_max,
        .type = "sel -> seq(num) -> seq(num) -> seq(num)",
        .meaning = "At each query the greatest of the selected numbers; where no key is "
                   "selected, the third argument.",
        .example = {"(lam (aggregate_max (select (indices $0) (indices $0) less_than) (tokens "
                    "$0) zero))",
                    "[1, 3, 2]", "[0, 1, 3]"}},
    Primitive{.name = "aggregate_min",
              .opcode = Opcode::aggregate_min,
              .type = "sel -> seq(num) -> seq(num) -> seq(num)",
              .meaning = "At each query the least of the selected numbers; where no key is "
                         "selected, the third argument.",
              .example = {"(lam (aggregate_min full (tokens $0) zero))", "[2, 1, 3]", "[1, 1, 1]"}},
    Primitive{.name = "causal",
              .opcode = Opcode::causal,
              .type = "sel -> sel",
              .meaning = "The selected keys that do not come after the query.",
              .example = {"(lam (causal full))", R"(["a", "b"])", "[[true, false], [true, true]]"}},
};

} // namespace rasp_stitch::rasp
