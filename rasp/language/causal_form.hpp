#pragma once

// Programs whose positions see only what is before them, and themselves.
//
//     causal_form(store, types, length)  // (lam (length $0)) as (lam (add (indices $0) one))
//     causal_form(store, types, mean)    // (lam (aggregate full (tokens $0))) as
//                                        // (lam (aggregate (causal full) (tokens $0)))

#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/language/library.hpp"
#include "rasp/language/typing.hpp"

namespace rasp_stitch::rasp {

// Returns the program in which every position selects only keys up to its own, as in RASP-L (Zhou et
// al. 2024) and in Tracr's causal mode. `length` is then what a position knows of it: how many tokens
// there are up to here. What the names of the library stand for is written out. The term is in its
// normal form, unless that is too large.
TypedProgram causal_form(lambda::TermStore& store, lambda::TypeStore& types, TypedProgram program,
                         const Library& library = {});

} // namespace rasp_stitch::rasp
