#pragma once

// Reports what became of the abstraction that was followed (compressor/explain/follow.hpp), as text
// and as JSON.
//
//     followed (f (g a b) #0 e)
//     step 1: loses to fn_0 by 203. It matches 2 sub-terms in 2 tasks; uses at 2 of them save 808,
//         and its body costs 505: utility 303
//         the search prunes the path to it at (?? (?? ?? b) #0 e), 2 matches: ...

#include "compressor/corpus/units.hpp"
#include "compressor/library/compress.hpp"
#include "compressor/output/output_json.hpp"
#include "compressor/output/setting_names.hpp"

#include <string>

namespace rasp_stitch::compressor {

// Returns several lines, each ended by a newline; empty if nothing was followed.
std::string follow_text(const Compression& compression, const Units& units,
                        const SettingNames& names = {});

// Returns {"body": ..., "arity": ..., "steps": [...]}; null if nothing was followed.
OutputJson follow_json(const Compression& compression, const Units& units);

} // namespace rasp_stitch::compressor
