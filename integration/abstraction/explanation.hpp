#pragma once

// Summarises the likelihood of programs under the productions of a library, so that the library can
// be scored with any weights.
//
//     const Explanation now = explain(language, grammar, selection);
//     score(language.types, grammar, size, now.frontiers, settings)
//
// Adding a production changes few summaries, so explain_with() derives the rest from those without
// it. That is what makes it cheap to score hundreds of proposals.

#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/inside_outside.hpp"
#include "enumerator/grammar/language.hpp"
#include "integration/abstraction/program_selection.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace rasp_stitch::abstraction {

// Returns the grammar with all weights 0. Likelihoods are summarised under it: which productions
// can stand at a place does not depend on weights, unless all of them are impossible.
enumerator::Grammar without_weights(enumerator::Grammar grammar);

struct Explanation {
    std::vector<enumerator::FrontierSummary> frontiers; // by task
    std::vector<lambda::TermId> roots;                  // by program: rewritten, or as before
    std::size_t tasks_rewritten = 0;
};

// Explains the programs as they are. Throws InputError if a program is not
// eta-long for its request or has no type.
Explanation explain(const enumerator::Language& language, const enumerator::Grammar& grammar,
                    const ProgramSelection& selection);

// Explains the programs with an additional production, the last one. A program becomes its
// counterpart in `rewritten`, or stays as before if that is not eta-long or has no type. `before`
// explains the same programs without the production.
//
// `same_result` is a production whose result type equals that of the additional one, so that both
// can stand at the same places; the summaries of programs that are not rewritten then follow from
// `before`. See production_with_same_result().
Explanation explain_with(const enumerator::Language& language, const enumerator::Grammar& grammar,
                         const ProgramSelection& selection,
                         std::span<const lambda::TermId> rewritten, const Explanation& before,
                         std::optional<std::uint32_t> same_result);

// Returns, for each program, its counterpart in `rewritten` if that is eta-long and has a type, and
// the program itself otherwise: the roots that explain_with() would choose, without summaries.
std::vector<lambda::TermId> eta_long_rewritings(const enumerator::Language& language,
                                                const enumerator::Grammar& grammar,
                                                const ProgramSelection& selection,
                                                std::span<const lambda::TermId> rewritten);

// Returns the index of a production whose result type equals the result of `type` up to the names
// of type variables, or nullopt if there is none.
std::optional<std::uint32_t>
production_with_same_result(lambda::TypeStore& types, lambda::TypeId type,
                            std::span<const enumerator::Production> productions);

} // namespace rasp_stitch::abstraction
