#pragma once

// What became of the abstraction that was followed (compressor/explain/follow.hpp), for people and as JSON.
//
//     followed (f (g a b) #0 e)
//     step 1: loses to fn_0 by 102. It matches 2 sub-terms in 2 tasks; uses at 2 of them save 808,
//         and its body costs 404 to keep: utility 404
//         the search left it at (f ?? #0 e), 2 matches, where ...

#include "compressor/corpus/units.hpp"
#include "compressor/library/compress.hpp"
#include "compressor/output/output_json.hpp"

#include <string>

namespace rasp_stitch::compressor {

// Several lines, each ended by a newline; empty if nothing was followed.
std::string follow_text(const Compression& compression, const Units& units);

// {"body": ..., "arity": ..., "steps": [...]}; null if nothing was followed.
OutputJson follow_json(const Compression& compression, const Units& units);

} // namespace rasp_stitch::compressor
