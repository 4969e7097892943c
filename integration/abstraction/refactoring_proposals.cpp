#include "integration/abstraction/refactoring_proposals.hpp"

#include "integration/abstraction/eta_expansion.hpp"
#include "integration/abstraction/score.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <utility>

namespace rasp_stitch::abstraction {

using enumerator::Production;
using lambda::TermId;

namespace {

std::vector<TermId> pieces_of(RefactoredPrograms& programs, const lambda::TermStore& terms,
                              const ProgramColumns& columns, const std::stop_token& stop) {
    programs.look_at(terms, columns, stop);
    return programs.pieces(stop);
}

} // namespace

RefactoringProposals::RefactoringProposals(
    RefactoredPrograms& programs, enumerator::Language& language, const ProgramSelection& selection,
    std::span<const Production> productions, enumerator::ExpressionTypes& expression_types,
    const ProposalSettings& settings, const std::stop_token& stop)
    : language_(language), selection_(selection), expression_types_(expression_types),
      productions_(productions.begin(), productions.end()), programs_(programs),
      pieces_(pieces_of(programs, language.terms, selection.programs, stop)),
      most_(settings.candidates) {}

std::vector<Proposal> RefactoringProposals::take(std::size_t count) {
    std::vector<Proposal> taken;
    while (taken.size() < count && !is_exhausted()) {
        if (std::optional<Proposal> proposal = proposal_of(pieces_[next_++])) {
            taken.push_back(*std::move(proposal));
            ++proposed_;
        }
    }
    return taken;
}

std::optional<Proposal> RefactoringProposals::proposal_of(TermId piece) {
    const std::string expression = programs_.expression(piece);
    if (!is_sized_by_dreamcoder(expression) ||
        std::ranges::any_of(productions_, [&](const Production& known) {
            return known.expression == expression;
        })) {
        return std::nullopt;
    }
    Proposal proposal;
    try {
        proposal.production = expression_types_.production(expression);
    } catch (const InputError&) { // it has no type
        return std::nullopt;
    }
    productions_.push_back(proposal.production);
    EtaExpansion expansion(language_.types, productions_);
    productions_.pop_back();
    proposal.roots = programs_.rewritten(piece, expansion, selection_.requests, language_.terms);
    if (proposal.roots == selection_.programs.roots) {
        return std::nullopt;
    }
    proposal.piece = programs_.copy_to(language_.terms, piece);
    proposal.takes_repeated = programs_.takes_repeated();
    return proposal;
}

std::vector<TermId> refactored_with(RefactoredPrograms& programs, enumerator::Language& language,
                                    const ProgramSelection& selection, TermId piece,
                                    std::span<const Production> productions,
                                    const std::stop_token& stop) {
    programs.look_at(language.terms, selection.programs, stop);
    EtaExpansion expansion(language.types, productions);
    return programs.rewritten(programs.copy_from(language.terms, piece), expansion,
                              selection.requests, language.terms);
}

} // namespace rasp_stitch::abstraction
