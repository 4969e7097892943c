#pragma once

// The abstraction that, added to a library, gives the best score.
//
//     std::optional<Addition> addition =
//         best_addition(types, store, expression_types, library, settings, threads, stop);
//     if (addition) { addition->scored.score > library.score }

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/grammar.hpp"
#include "integration/abstraction/counting_programs.hpp"
#include "integration/abstraction/explanation.hpp"
#include "integration/abstraction/proposals.hpp"
#include "integration/abstraction/score.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"

#include <cstddef>
#include <optional>
#include <stop_token>

namespace rasp_stitch::dreamcoder {

// A library, the programs that count as they are written in it, and its score.
struct WeighedLibrary {
    enumerator::Grammar grammar;
    std::size_t size = 0; // library_size
    CountingPrograms counting;
    Explanation explanation;
    double score = 0;
};

struct Addition {
    Proposal proposal;
    Explanation explanation; // with it, of the programs rewritten
    ScoredLibrary scored;    // its production is the last
};

// Nothing where none of the proposals raises the score by more than rounding. Both stores are added
// to. Where a stop is requested, the best of what was looked at by then.
std::optional<Addition> best_addition(lambda::TypeStore& types, lambda::TermStore& store,
                                      enumerator::ExpressionTypes& expression_types,
                                      const WeighedLibrary& library,
                                      const ProposalSettings& proposal_settings,
                                      const ScoreSettings& score_settings, std::size_t threads,
                                      const std::stop_token& stop);

} // namespace rasp_stitch::dreamcoder
