#pragma once

// How far a search has come, and what it holds open.

#include "compressor/corpus/settings.hpp"
#include "compressor/patterns/score.hpp"

#include <cstdint>

namespace rasp_stitch::compressor {

struct SearchProgress {
    Score best;
    std::int64_t patterns_expanded = 0; // so far; more than SearchResult will count
    Utility open_bound = 0;             // an upper bound on the utility of what is untried
};

// What a search keeps at one time.
struct OpenPatterns {
    std::int64_t count = 0; // of children that have not been tried, and of their parents
    std::int64_t bytes = 0; // for all of them
};

} // namespace rasp_stitch::compressor
