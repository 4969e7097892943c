#pragma once

// A random part of a corpus, the same on every machine: its programs shuffled, and the first of
// them kept.
//
//     shuffle_programs(corpus, 17);  // 17 is the seed
//     keep_programs(corpus, 100);
//
// Programs keep their names, tasks and weights. What compress() finds does not depend on the order
// of programs; the order of what is written does.

#include "compressor/corpus/corpus.hpp"

#include <cstddef>
#include <cstdint>

namespace rasp_stitch::compressor {

// Every order is as likely as every other, as far as 64 bits of seed allow.
void shuffle_programs(Corpus& corpus, std::uint64_t seed);

// The first programs, all of them if there are not more; tasks that lose all their programs are
// gone.
void keep_programs(Corpus& corpus, std::size_t most);

} // namespace rasp_stitch::compressor
