#pragma once

// The programs that differ from a given one in a single place.
//
//     variants(store, program, types, request, productions)
//     // of (lambda (lt (indices $0) one)): (lambda (le (indices $0) one)),
//     //                                    (lambda (lt (indices $0) two)), (lambda true), ...
//
// A name is exchanged for another of the same type, and a call for one of its own arguments, for a
// name that takes no arguments, or for a name that takes the input alone. A program that rests on
// its examples has no variant that meets them all, is about as probable, and does something else.

#include "enumerator/grammar/grammar.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"

#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

// Returns each variant once, in an order that depends on the program and the productions alone. All
// have the type `request`, as the program has. There are none if it is nested more than 200 deep.
std::vector<lambda::TermId> variants(lambda::TermStore& store, lambda::TermId program,
                                     lambda::TypeStore& types, lambda::TypeId request,
                                     std::span<const Production> productions);

} // namespace rasp_stitch::enumerator
