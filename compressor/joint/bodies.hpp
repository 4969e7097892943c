#pragma once

// What becomes of the bodies of abstractions when the abstractions before them change.
//
//     Library later = ...;                    // in their order
//     leave_out(store, removed, later);       // `removed` is written out where they use it
//     use_in_bodies(store, added, settings, later); // they use `added` wherever it saves
//
// In the corpus rewritten with `added`, a place where one of the later abstractions was used may
// look different; its body matches again if it is rewritten in the same way.

#include "compressor/corpus/settings.hpp"
#include "compressor/library/library.hpp"
#include "lambda/terms/term_store.hpp"

namespace rasp_stitch::compressor {

// Replaces the uses of an abstraction in the bodies by what they stand for. A body that is a use
// with too few arguments gets more metavariables, of the kinds that the abstraction takes. An
// abstraction that uses it in another way, as an argument with too few arguments, cannot do without
// it and is removed.
void leave_out(lambda::TermStore& store, const LibraryAbstraction& removed, Library& later);

// Rewrites each body with the abstraction at the least cost, in which metavariables cost nothing.
// The settings must have no automaton, which knows no states of bodies.
void use_in_bodies(lambda::TermStore& store, const LibraryAbstraction& added,
                   const Settings& settings, Library& later);

} // namespace rasp_stitch::compressor
