#pragma once

// Shows what a program computes on an input, value by value.
//
//     std::fputs(trace(code, {characters("abc")}).text.c_str(), stdout);
//     // (indices $0)
//     //     0 1 2
//     // (select (indices $0) (indices $0) less_than)
//     //       a b c
//     //     a . . .
//     //     b # . .
//     //     c # # .

#include "rasp/evaluator/bytecode.hpp"
#include "rasp/evaluator/limits.hpp"
#include "rasp/kernels/batch.hpp"
#include "rasp/kernels/failure.hpp"
#include "rasp/language/value.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::rasp {

struct Trace {
    std::string text;     // every value that was computed, selectors as grids, without constants
    Failure failure = {}; // if the program failed: the text ends there
};

// Each distinct expression of the compiled program is shown once, parts before wholes.
Trace trace(const Bytecode& code, const Input& input, const Limits& limits = {});

// A value that a program computed on its way.
struct TracedValue {
    std::string expression;
    std::string_view operation;    // the primitive, such as "aggregate"; empty for the atom
    std::vector<std::size_t> from; // the traced values that it was computed from
    Output value;
};

struct TracedValues {
    std::vector<TracedValue> values; // as in Trace::text; the last one is the result
    Failure failure = {};            // if the program failed: the values end there
};

TracedValues traced_values(const Bytecode& code, const Input& input, const Limits& limits = {});

} // namespace rasp_stitch::rasp
