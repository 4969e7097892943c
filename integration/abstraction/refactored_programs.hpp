#pragma once

// The refactorings of programs, and what an abstraction made of a piece of them gains.
//
//     RefactoredPrograms refactored(language.terms, selection.programs, 2, stop);
//     for (TermId piece : refactored.pieces()) {   // by ascending cost of all programs with it
//         refactored.expression(piece)             // "#(lambda (+ $0 1))"
//         refactored.rewritten(piece, language.types, productions, requests, language.terms)
//     }
//
// The pieces are those of DreamCoder (Ellis et al. 2021, supplement): the cheapest programs of the
// parts of the programs' version spaces, if they occur for at least two tasks and say more than a
// single primitive does.

#include "enumerator/grammar/grammar.hpp"
#include "integration/abstraction/cheapest_versions.hpp"
#include "integration/abstraction/eta_expansion.hpp"
#include "integration/abstraction/proposals.hpp"
#include "integration/abstraction/refactorings.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace rasp_stitch::abstraction {

class RefactoredPrograms {
public:
    // Makes the version spaces. Their size is limited, so of large programs some refactorings are
    // missed; after a request to stop, all of the remaining programs are. Does not change `terms`,
    // which the programs are in.
    RefactoredPrograms(const lambda::TermStore& terms, const ProgramColumns& programs,
                       std::uint32_t steps, const std::stop_token& stop);
    RefactoredPrograms(const RefactoredPrograms&) = delete;
    RefactoredPrograms& operator=(const RefactoredPrograms&) = delete;

    // Returns the pieces, the one first with which the programs are cheapest. Those that were not
    // ranked before a request to stop are left out.
    std::vector<lambda::TermId> pieces(const std::stop_token& stop);

    // Returns the abstraction of a piece: its free variables, the lowest one innermost, are bound
    // by lambdas.
    std::string expression(lambda::TermId piece);

    // Returns the piece as a term of this object, given as one of `terms`.
    lambda::TermId piece_from(const lambda::TermStore& terms, lambda::TermId piece);

    // Returns a copy of a term of this object.
    lambda::TermId copy_to(lambda::TermStore& terms, lambda::TermId term) const;

    // Returns the programs rewritten with the abstraction of a piece, which is the last of the
    // productions; those that cannot be made eta-long stay. The results are in `terms`.
    std::vector<lambda::TermId> rewritten(lambda::TermId piece, EtaExpansion& expansion,
                                          std::span<const lambda::TypeId> requests,
                                          lambda::TermStore& terms);

private:
    std::uint64_t cost_with(lambda::TermId piece);
    bool is_worth_a_name(lambda::TermId piece) const;

    lambda::TermStore terms_; // those that were given, and many more
    const ProgramColumns& programs_;
    Refactorings refactorings_;
    std::vector<SpaceId> spaces_; // by program
    std::optional<CheapestVersions> cheapest_;
    std::vector<std::uint64_t> plain_costs_; // by program
};

} // namespace rasp_stitch::abstraction
