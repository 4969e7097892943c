#pragma once

// The ways to fill a hole of a pattern.

#include <cstdint>

namespace rasp_stitch::compressor {

enum class Filling : std::uint8_t {
    syntax, // by what stands there in the corpus: an application, a lambda, a certain leaf
    reuse,  // by an argument that the pattern has already
    fresh,  // by a new one
};

} // namespace rasp_stitch::compressor
