#pragma once

// The result of a compression as text for a person.

#include "compressor/compress.hpp"
#include "compressor/corpus.hpp"

#include <string>

namespace rasp_stitch::compressor {

// Several lines, each ended by a newline:
//
//     cost 608,529 -> 361,180, ratio 1.68, with 3 abstractions
//
//     fn_0  arity 1, 273 uses, utility 133,016, cost 608,529 -> 475,411
//         (select #0 #0)
//         reverse: (fn_0 (indices $0))
//         ...
std::string summary(const Corpus& corpus, const Compression& compression,
                    const StructurePenalty& penalty);

// "123", or with a fractional penalty "122.5".
std::string utility_text(Utility utility, std::int64_t scale);

} // namespace rasp_stitch::compressor
