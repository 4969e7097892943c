#pragma once

// The refactorings of programs, and what an abstraction made of a piece of them gains.
//
//     RefactoredPrograms refactored(2);
//     refactored.look_at(language.terms, selection.programs, stop);
//     for (TermId piece : refactored.pieces(stop)) { // by ascending cost of all programs with it
//         refactored.expression(piece)               // "#(lambda (+ $0 1))"
//         refactored.rewritten(piece, expansion, requests, language.terms)
//     }
//
// The pieces are those of DreamCoder (Ellis et al. 2021, supplement): the cheapest programs of the
// parts of the programs' version spaces, if they occur for at least two tasks and say more than a
// single primitive does. DreamCoder leaves out those without a primitive, such as ($1 ($1 $0)).

#include "compressor/refactoring/cheapest_versions.hpp"
#include "compressor/refactoring/refactorings.hpp"
#include "compressor/refactoring/shared_pieces.hpp"
#include "enumerator/grammar/grammar.hpp"
#include "integration/abstraction/eta_expansion.hpp"
#include "integration/abstraction/proposals.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace rasp_stitch::abstraction {

class RefactoredPrograms {
public:
    using Functions = refactoring::Refactorings::Functions;

    // At most `steps` steps of inverse beta reduction. With functions that repeat, only pieces that
    // apply a variable of theirs are looked for.
    explicit RefactoredPrograms(std::uint32_t steps, Functions functions = Functions::that_stand)
        : steps_(steps), functions_(functions) {}

    bool takes_repeated() const { return functions_ == Functions::that_repeat; }

    // Makes the version spaces of the programs; those of programs that were looked at before are
    // kept. Their size is limited, so of large programs some refactorings are missed; after a
    // request to stop, all of the remaining programs are. With functions that repeat, all are if no
    // program has one. `programs` must outlive what follows.
    void look_at(const lambda::TermStore& terms, const ProgramColumns& programs,
                 const std::stop_token& stop);

    // Returns the pieces, the one first with which the programs are cheapest. Those that were not
    // ranked before a request to stop are left out.
    std::vector<lambda::TermId> pieces(const std::stop_token& stop);

    // Returns the abstraction of a piece: its free variables, the lowest one innermost, are bound
    // by lambdas.
    std::string expression(lambda::TermId piece);

    // Return a term of this object as one of other terms, and the reverse. The terms of this object
    // are valid until it looks at programs again.
    lambda::TermId copy_to(lambda::TermStore& terms, lambda::TermId term) const;
    lambda::TermId copy_from(const lambda::TermStore& terms, lambda::TermId term);

    // Returns the programs rewritten with the abstraction of a piece, which is the last of the
    // productions; those that cannot be made eta-long stay. The results are in `terms`.
    std::vector<lambda::TermId> rewritten(lambda::TermId piece, EtaExpansion& expansion,
                                          std::span<const lambda::TypeId> requests,
                                          lambda::TermStore& terms);

private:
    lambda::Cost cost_with(lambda::TermId piece);
    bool is_worth_a_name(lambda::TermId piece) const;
    bool applies_variable(lambda::TermId piece) const;

    // All that is known of programs; it is made anew when it has grown too large.
    struct Known {
        explicit Known(Functions wanted) : functions(wanted) {}
        Known(const Known&) = delete;
        Known& operator=(const Known&) = delete;

        std::optional<lambda::TermId> body_of(lambda::TermId name);

        Functions functions;
        lambda::TermStore terms = {};
        refactoring::Refactorings refactorings{
            terms, [this](lambda::TermId name) { return body_of(name); }, functions};
        refactoring::CheapestVersions cheapest{refactorings.table(), terms};
    };

    std::uint32_t steps_;
    Functions functions_;
    std::unique_ptr<Known> known_;
    const ProgramColumns* programs_ = nullptr;
    std::vector<refactoring::SpaceId> spaces_; // by program
};

} // namespace rasp_stitch::abstraction
