#pragma once

// Abstractions without arguments: closed sub-terms that get a name.

#include "compressor/patterns/context.hpp"
#include "compressor/search/best_abstractions.hpp"
#include "compressor/search/scorer.hpp"

namespace rasp_stitch::compressor {

// Scores every closed sub-term of the corpus that can be among the best. Takes time linear in the
// corpus, plus the time to score those few.
void consider_closed_terms(const Context& context, Scorer& scorer, BestAbstractions& best);

} // namespace rasp_stitch::compressor
