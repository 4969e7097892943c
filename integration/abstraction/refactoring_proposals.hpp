#pragma once

// Proposes abstractions that may be worth adding to a library, found by inverse beta reduction.
//
//     RefactoringProposals proposals(programs, language, selection, productions, expression_types,
//                                    settings, stop);
//     for (const Proposal& proposal : proposals.take(50)) {
//         proposal.production.expression // "#(lambda (lambda ($1 ($1 $0))))"
//     }
//
// They stand beside those of integration/abstraction/proposals.hpp, which matching finds in large
// programs, too: refactorings are too many there. But matching takes no function out of the place
// where it is applied, and does not look into the bodies of abstractions.

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/language.hpp"
#include "integration/abstraction/program_selection.hpp"
#include "integration/abstraction/proposals.hpp"
#include "integration/abstraction/refactored_programs.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <unordered_set>
#include <vector>

namespace rasp_stitch::abstraction {

// Proposes, in order of increasing size of the programs rewritten with them, abstractions that have
// a type and are not among the productions, from pieces that at least two tasks share.
class RefactoringProposals {
public:
    // Keeps references to its arguments. `programs` must not look at other programs meanwhile.
    RefactoringProposals(RefactoredPrograms& programs, enumerator::Language& language,
                         const ProgramSelection& selection,
                         std::span<const enumerator::Production> productions,
                         enumerator::ExpressionTypes& expression_types,
                         const ProposalSettings& settings, const std::stop_token& stop);

    // Returns the next `count` proposals, or those that are left.
    std::vector<Proposal> take(std::size_t count);
    bool is_exhausted() const { return next_ == pieces_.size() || proposed_ == most_; }

private:
    std::optional<Proposal> proposal_of(lambda::TermId piece);

    enumerator::Language& language_;
    const ProgramSelection& selection_;
    enumerator::ExpressionTypes& expression_types_;
    std::vector<enumerator::Production> productions_; // and, last, the one that is proposed
    RefactoredPrograms& programs_;
    std::vector<lambda::TermId> pieces_;
    std::size_t next_ = 0;
    std::size_t proposed_ = 0;
    std::size_t most_;
};

// Returns the programs rewritten with the abstraction of a piece, which is the last of the
// productions. They need not be those that it was proposed for.
std::vector<lambda::TermId> refactored_with(RefactoredPrograms& programs,
                                            enumerator::Language& language,
                                            const ProgramSelection& selection, lambda::TermId piece,
                                            std::span<const enumerator::Production> productions,
                                            const std::stop_token& stop);

} // namespace rasp_stitch::abstraction
