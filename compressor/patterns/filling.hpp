#pragma once

// The ways to fill a hole of a pattern.

#include <cstdint>

namespace rasp_stitch::compressor {

enum class FillingKind : std::uint8_t {
    syntax, // with a head of the corpus: an application, a lambda, a certain leaf
    reuse,  // with an argument that the pattern already has
    fresh,  // with a new argument
};

struct Filling {
    std::uint32_t what = 0; // the HeadId, or the pattern's number of the metavariable
    FillingKind kind = FillingKind::syntax;
    bool takes_symbols = false; // of a new argument: it is a symbol variable (Matching)

    friend bool operator==(const Filling&, const Filling&) = default;
};

} // namespace rasp_stitch::compressor
