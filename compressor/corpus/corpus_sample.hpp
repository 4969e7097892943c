#pragma once

// A random sample of a corpus, the same on every machine: shuffle the programs, then keep the first
// of them.
//
//     shuffle_programs(corpus, 17);  // 17 is the seed
//     keep_programs(corpus, 100);
//
// Programs keep their names, tasks and weights. What compress() finds does not depend on the order
// of the programs; the order of its output does.

#include "compressor/corpus/corpus.hpp"

#include <cstddef>
#include <cstdint>

namespace rasp_stitch::compressor {

// Shuffles the programs. All orders are equally likely, as far as a seed of 64 bits allows.
void shuffle_programs(Corpus& corpus, std::uint64_t seed);

// Keeps the first `count` programs, or all of them if there are fewer. Removes the tasks that have
// no program left.
void keep_programs(Corpus& corpus, std::size_t count);

} // namespace rasp_stitch::compressor
