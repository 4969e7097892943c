#pragma once

// A library while it is learnt: what it has, the programs written in it, and what can be added.
//
//     LibraryInProgress library(parts, frontiers, settings, control);
//     std::vector<Addition> additions = library.additions(4); // the best first
//     LibraryInProgress other = library;                      // several can go on side by side
//     library.accept(additions[0]);
//     other.accept(additions[1]);
//     LearntLibrary learnt = std::move(library).finished();

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/frontier.hpp"
#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/language.hpp"
#include "integration/abstraction/best_additions.hpp"
#include "integration/abstraction/explanation.hpp"
#include "integration/abstraction/learn_library.hpp"
#include "integration/abstraction/library_bodies.hpp"
#include "integration/abstraction/program_selection.hpp"
#include "integration/abstraction/proposals.hpp"
#include "integration/abstraction/refactored_programs.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::abstraction {

class LibraryInProgress {
public:
    // Keeps references to the parts, the settings and the control.
    LibraryInProgress(const SharedParts& parts, std::vector<enumerator::Frontier> frontiers,
                      const AbstractionSettings& settings, const AbstractionControl& control);

    // Whether there is a program that counts.
    bool has_programs() const { return !library_.selection.places.empty(); }
    double score() const { return library_.score; }
    const std::vector<LearntAbstraction>& abstractions() const { return learnt_; }

    // Returns the texts of the abstractions, sorted, without the order of their arguments.
    std::vector<std::string> contents() const;

    // Returns at most `most` additions that raise the score, the one that raises it most first;
    // none if the settings allow no more abstractions.
    std::vector<Addition> additions(std::size_t most);
    void accept(Addition addition);

    // Returns the library with weights for the next search, and all programs written in it.
    LearntLibrary finished(bool fit_weights) &&;

private:
    void rewrite_bodies(const Proposal& proposal);
    void rename(std::span<const Renaming> renamings);
    void rewrite_others(const Proposal& proposal);
    std::vector<lambda::TermId> rewritten_with(const Proposal& proposal,
                                               const ProgramSelection& programs);
    void put(ProgramSelection::Place place, lambda::TermId term);
    enumerator::Grammar fitted(bool fit_weights);
    void set_log_priors(const ProgramSelection& all, const Explanation& explanation,
                        const enumerator::Grammar& grammar);

    const SharedParts* parts_;
    const AbstractionSettings* settings_;
    const AbstractionControl* control_;
    std::vector<enumerator::Frontier> frontiers_;
    std::size_t received_;     // productions
    IncumbentLibrary library_; // new productions last
    std::vector<LearntAbstraction> learnt_;
};

} // namespace rasp_stitch::abstraction
