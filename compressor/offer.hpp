#pragma once

// A finished abstraction is weighed and, if it is the best so far, kept.

#include "compressor/best_rewriting.hpp"
#include "compressor/context.hpp"
#include "compressor/incumbent.hpp"
#include "lambda/term_store.hpp"

namespace rasp_stitch::compressor {

class Offers {
public:
    Offers(const Context& context, const lambda::TermStore& store)
        : context_(context), store_(store), rewriting_(context.table) {}

    // Puts the pattern, which has no holes, in the place of the incumbent if it is admissible and
    // beats it.
    void offer(Pattern& pattern, Incumbent& incumbent);

private:
    const Context& context_;
    const lambda::TermStore& store_;
    BestRewriting rewriting_;
};

} // namespace rasp_stitch::compressor
