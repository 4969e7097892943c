#pragma once

// Writes out the primitives that can be derived from selecting and aggregating.
//
//     core_form(*compile(store, read_program(store, "(lam (length $0))")).code)
//     // (round (div one
//     //     (aggregate (select one one equals_to) (indicator (eq (indices $0) zero)))))
//
// So `length` is one select-aggregate, `selector_width` is two, with and without the first
// position, and `full` is a selector like any other. The meaning stays the same.
//
// Source: Weiss, Goldberg and Yahav, "Thinking Like Transformers" (ICML 2021), Section 3.2, and
// Appendix B for selector_width on inputs without a beginning-of-sequence token.

#include "rasp/evaluator/bytecode.hpp"

namespace rasp_stitch::rasp {

Bytecode core_form(const Bytecode& code);

} // namespace rasp_stitch::rasp
