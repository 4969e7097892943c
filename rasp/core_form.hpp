#pragma once

// Programs with what can be derived from selecting and aggregating written out.
//
//     core_form(store, parse(store, "(lam (length $0))"))
//     // (lam (round (div one (aggregate (select one one equals_to) (indicator (eq (indices $0)
//     // zero))))))
//
// So `length` is one select-aggregate, `selector_width` two that read one position more and one
// less, and `full` a selector like any other. Source: "Thinking Like Transformers", section 3.2 and
// appendix B (selector_width without a beginning-of-sequence token).

#include "lambda/term_store.hpp"

namespace rasp_stitch::rasp {

// The program must have canonical names and no redexes. Equal sub-terms are written out once; the
// meaning stays the same.
lambda::TermId core_form(lambda::TermStore& store, lambda::TermId program);

} // namespace rasp_stitch::rasp
