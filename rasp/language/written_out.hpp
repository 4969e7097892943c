#pragma once

// A term without the names of a library.
//
//     written_out(store, term, library) // (lam (next (indices $0))) as
//                                       // (lam ((lam (add $0 one)) (indices $0)))

#include "lambda/terms/term_store.hpp"
#include "rasp/language/library.hpp"

namespace rasp_stitch::rasp {

// Returns the term with what names mean in their place. The meanings stay as they are, even if they
// have names in them.
lambda::TermId written_out(lambda::TermStore& store, lambda::TermId term, const Library& library);

} // namespace rasp_stitch::rasp
