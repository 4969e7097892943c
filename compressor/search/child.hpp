#pragma once

// Makes the patterns of the search.
//
//     Pattern pattern;
//     make_start(context, pattern);                              // ??, which matches everywhere
//     expander.expand(pattern, incumbent, expansion);
//     make_child(context, pattern, expansion, candidate, child); // with one hole filled
//
// Every function writes its result over the last argument and reuses the memory of that.

#include "compressor/patterns/context.hpp"
#include "compressor/patterns/pattern.hpp"
#include "compressor/search/expansion.hpp"

namespace rasp_stitch::compressor {

// Makes the pattern `??`, which matches every node at which a use is allowed.
void make_start(const Context& context, Pattern& pattern);

// Makes the child that a candidate of the parent's expansion describes.
void make_child(const Context& context, const Pattern& parent, const Expansion& expansion,
                const Candidate& candidate, Pattern& child);

// fill_in_place turns a pattern into its child. This is possible only if the candidate fills the
// last hole with syntax, keeps all rows and does not finish the pattern, because then the other
// columns stay as they are.
bool can_fill_in_place(const Context& context, const Pattern& pattern, const Expansion& expansion,
                       const Candidate& candidate);
void fill_in_place(const Context& context, const Candidate& candidate, Pattern& pattern);

} // namespace rasp_stitch::compressor
