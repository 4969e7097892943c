#pragma once

// Programs with what can be derived from selecting and aggregating written out.
//
//     core_form(*compile(store, read_program(store, "(lam (length $0))")).code)
//     // (round (div one (aggregate (select one one equals_to) (indicator (eq (indices $0)
//     zero)))))
//
// So `length` is one select-aggregate, `selector_width` two, which read with and without the first
// position, and `full` a selector like any other. The meaning stays the same.
//
// Source: "Thinking Like Transformers" (Weiss, Goldberg, Yahav, ICML 2021), section 3.2, and
// appendix B for selector_width on inputs without a beginning-of-sequence token.

#include "rasp/evaluator/bytecode.hpp"

namespace rasp_stitch::rasp {

Bytecode core_form(const Bytecode& code);

} // namespace rasp_stitch::rasp
