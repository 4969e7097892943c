#pragma once

// Makes the patterns of the search.
//
//     Pattern pattern;
//     make_start(context, pattern);                              // ??, which matches everywhere
//     expander.expand(pattern, incumbent, expansion);
//     make_child(context, pattern, expansion, candidate, child); // one hole filled
//
// Each is made in the place, and in the memory, of what the last argument was before.

#include "compressor/context.hpp"
#include "compressor/expansion.hpp"
#include "compressor/pattern.hpp"

namespace rasp_stitch::compressor {

void make_start(const Context& context, Pattern& pattern);

void make_child(const Context& context, const Pattern& parent, const Expansion& expansion,
                const Candidate& candidate, Pattern& child);

} // namespace rasp_stitch::compressor
