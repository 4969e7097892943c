#pragma once

// The result of a compression as text for a person.

#include "compressor/corpus/corpus.hpp"
#include "compressor/library/compress.hpp"

#include <optional>
#include <span>
#include <string>

namespace rasp_stitch::compressor {

// Several lines, each ended by a newline:
//
//     cost 608,529 -> 361,180, ratio 1.68, with 3 abstractions
//
//     fn_0  arity 1, 273 uses, utility 133,016, cost 608,529 -> 475,411
//         (select #0 #0)
//         in reverse: (fn_0 (indices $0))
//         ...
//
// and below each abstraction those that came after it (Step::candidates), as far as they were kept:
//
//         2. utility 132,814 (202 less): (select #0 ...)
//
// Costs and utilities are in the units of the user (compressor/corpus/units.hpp). The types of the
// abstractions stand below their bodies, where they are given.
std::string summary(const Corpus& corpus, const Compression& compression,
                    const StructurePenalty& penalty,
                    std::span<const std::optional<std::string>> types = {});

} // namespace rasp_stitch::compressor
