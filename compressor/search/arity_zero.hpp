#pragma once

// Abstractions without arguments: closed sub-terms that get a name.

#include "compressor/patterns/context.hpp"
#include "compressor/search/offer.hpp"

namespace rasp_stitch::compressor {

// Offers every closed sub-term of the corpus that can still win. Linear in the corpus, plus the
// weighing of those few.
void offer_closed_terms(const Context& context, Offers& offers, Winners& winners);

} // namespace rasp_stitch::compressor
