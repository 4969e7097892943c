#pragma once

// The names of new abstractions: a prefix and a number.
//
//     AbstractionNames names(corpus, {.abstraction_prefix = "fn_"});
//     names.next() // "fn_0"
//     names.next() // "fn_1", or "fn_2" if the corpus has a primitive fn_1
//
// A name that the corpus already uses would identify two things, and one with a cost of its own
// would not cost what a use is taken to cost, so these are left out.

#include "compressor/corpus/corpus.hpp"

#include <cstddef>
#include <string>
#include <unordered_set>

namespace rasp_stitch::compressor {

struct CompressionSettings; // compressor/library/compress.hpp

class AbstractionNames {
public:
    AbstractionNames() = default;
    AbstractionNames(const Corpus& corpus, const CompressionSettings& settings);

    std::string next();

private:
    std::string prefix_;
    std::size_t number_ = 0;
    std::unordered_set<std::string> taken_;
};

} // namespace rasp_stitch::compressor
