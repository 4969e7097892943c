#pragma once

// Scores finished abstractions and keeps the best of them.

#include "compressor/patterns/best_rewriting.hpp"
#include "compressor/patterns/context.hpp"
#include "compressor/search/best_abstractions.hpp"
#include "lambda/terms/term_store.hpp"

namespace rasp_stitch::compressor {

class Scorer {
public:
    Scorer(const Context& context, const lambda::TermStore& store)
        : context_(context), store_(store), rewriting_(context) {}

    // Scores a pattern without holes and adds it to `best`, if it is admissible and beats the
    // incumbent.
    void consider(Pattern& pattern, BestAbstractions& best);

private:
    const Context& context_;
    const lambda::TermStore& store_;
    BestRewriting rewriting_;
};

} // namespace rasp_stitch::compressor
