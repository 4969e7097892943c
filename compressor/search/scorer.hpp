#pragma once

// Scores finished abstractions and keeps the best of them.

#include "compressor/corpus/typing.hpp"
#include "compressor/patterns/best_rewriting.hpp"
#include "compressor/patterns/context.hpp"
#include "compressor/search/best_abstractions.hpp"
#include "lambda/terms/term_store.hpp"

namespace rasp_stitch::compressor {

class Scorer {
public:
    Scorer(const Context& context, const lambda::TermStore& store)
        : context_(context), store_(store), rewriting_(context),
          typing_(context.settings.matching.types) {}

    // Scores a pattern without holes and adds it to `best`, if it is admissible and beats the
    // incumbent. With an automaton, does so for each of its groups of states.
    void consider(Pattern& pattern, BestAbstractions& best);

private:
    bool has_type(const Pattern& pattern);
    void consider_group(const Pattern& pattern, BestAbstractions& best);

    const Context& context_;
    const lambda::TermStore& store_;
    BestRewriting rewriting_;
    Typing typing_; // used if the settings have types
};

} // namespace rasp_stitch::compressor
