#pragma once

// Makes the patterns of the search.
//
//     Pattern pattern;
//     make_start(context, pattern);                              // ??, which matches everywhere
//     expander.expand(pattern, incumbent, expansion);
//     make_child(context, pattern, expansion, candidate, child); // one hole filled
//
// Each is made in the place, and in the memory, of what the last argument was before.

#include "compressor/patterns/context.hpp"
#include "compressor/patterns/pattern.hpp"
#include "compressor/search/expansion.hpp"

namespace rasp_stitch::compressor {

void make_start(const Context& context, Pattern& pattern);

void make_child(const Context& context, const Pattern& parent, const Expansion& expansion,
                const Candidate& candidate, Pattern& child);

// Makes the child in the place of its parent. Only where the last of the holes is filled by syntax
// at all rows, and does not finish the pattern: then the other columns stay as they are.
bool can_fill_in_place(const Context& context, const Pattern& pattern, const Expansion& expansion,
                       const Candidate& candidate);
void fill_in_place(const Context& context, const Candidate& candidate, Pattern& pattern);

} // namespace rasp_stitch::compressor
