#pragma once

// How long a term is when it is written out. A store has equal sub-terms once, and a text has each
// of them wherever it occurs, so a term of a few hundred nodes can be a text that no disk holds.
//
//     is_written_larger(store, parse(store, "(f x x)"), 4) // true: f, x, x and two applications

#include "lambda/terms/term_store.hpp"

#include <cstddef>

namespace rasp_stitch::lambda {

// Returns whether the tree that a term stands for has more nodes than this. Linear in the number of
// distinct sub-terms.
bool is_written_larger(const TermStore& store, TermId term, std::size_t most);

} // namespace rasp_stitch::lambda
