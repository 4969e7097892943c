#pragma once

// Finds the abstractions that raise the score of a library most.
//
//     const std::vector<Addition> additions = best_additions(
//         parts, library, proposal_settings, score_settings, {.most = 1, .threads = 2}, {});
//     if (!additions.empty()) {
//         additions[0].scored.score // greater than library.score
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
#include <stop_token>
#include <vector>

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

// What libraries that are learnt side by side share. To each of them, all only add.
struct SharedParts {
    enumerator::Language& language;
    enumerator::ExpressionTypes& expression_types;
    RefactoredPrograms& refactored;
    RefactoredPrograms& with_repeated_functions;
};

struct AdditionSearch {
    std::size_t most = 1; // additions to find
    std::size_t threads = 1;
};

// Returns the additions with the greatest scores, the best first, of those that raise the score by
// more than a rounding error. Adds to the types and the terms of the language. After a request to
// stop, returns the best of the proposals scored so far.
std::vector<Addition> best_additions(const SharedParts& parts, const IncumbentLibrary& library,
                                     const ProposalSettings& proposal_settings,
                                     const ScoreSettings& score_settings,
                                     const AdditionSearch& search, const std::stop_token& stop);

} // namespace rasp_stitch::abstraction
