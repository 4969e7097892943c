#pragma once

// A finished abstraction is weighed and, if it is among the best so far, kept.

#include "compressor/patterns/best_rewriting.hpp"
#include "compressor/patterns/context.hpp"
#include "compressor/search/winners.hpp"
#include "lambda/terms/term_store.hpp"

namespace rasp_stitch::compressor {

class Offers {
public:
    Offers(const Context& context, const lambda::TermStore& store)
        : context_(context), store_(store), rewriting_(context) {}

    // Offers the pattern, which has no holes, to the winners if it is admissible and has a chance.
    void offer(Pattern& pattern, Winners& winners);

private:
    const Context& context_;
    const lambda::TermStore& store_;
    BestRewriting rewriting_;
};

} // namespace rasp_stitch::compressor
