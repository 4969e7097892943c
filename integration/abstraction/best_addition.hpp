#pragma once

// Finds the abstraction that raises the score of a library most.
//
//     const std::optional<Addition> addition = best_addition(
//         programs, language, expression_types, library, proposal_settings, score_settings, 2, {});
//     if (addition) {
//         addition->scored.score // greater than library.score
//     }

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/language.hpp"
#include "integration/abstraction/explanation.hpp"
#include "integration/abstraction/program_selection.hpp"
#include "integration/abstraction/proposals.hpp"
#include "integration/abstraction/refactored_programs.hpp"
#include "integration/abstraction/score.hpp"
#include <cstddef>
#include <optional>
#include <stop_token>

namespace rasp_stitch::abstraction {

// The best library so far.
struct IncumbentLibrary {
    enumerator::Grammar grammar;
    std::size_t size = 0;       // by library_size
    ProgramSelection selection; // the programs that the score depends on, written in the library
    Explanation explanation;
    double score = 0;
};

struct Addition {
    Proposal proposal;
    Explanation explanation; // of the programs rewritten with the proposal
    ScoredLibrary scored;    // the proposal is its last production
};

// Returns nullopt if no proposal raises the score by more than a rounding error. Adds to
// the types and the terms of the language. After a request to stop, returns the best of the
// proposals scored so far.
std::optional<Addition> best_addition(RefactoredPrograms& programs, enumerator::Language& language,
                                      enumerator::ExpressionTypes& expression_types,
                                      const IncumbentLibrary& library,
                                      const ProposalSettings& proposal_settings,
                                      const ScoreSettings& score_settings, std::size_t threads,
                                      const std::stop_token& stop);

} // namespace rasp_stitch::abstraction
