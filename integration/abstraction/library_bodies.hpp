#pragma once

// The bodies of abstractions, as programs that a later abstraction can make smaller.
//
//     const ProgramSelection bodies = bodies_of(language, productions);
//     shorter_bodies(language, expression_types, abstractions, others, rewritten)
//     // "#(lambda (fold $0 0. f))" is now "#(lambda (#(lambda (fold $0 0.)) $0 f))"
//
// The text of an abstraction is its name, so another body is another name, in all programs and in
// the bodies that have it.

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/language.hpp"
#include "integration/abstraction/program_selection.hpp"
#include "lambda/terms/term_store.hpp"

#include <span>
#include <vector>

namespace rasp_stitch::abstraction {

// Returns the body of each abstraction as a program of a task of its own, whose request is the
// abstraction's type. Adds to the terms of the language.
ProgramSelection bodies_of(enumerator::Language& language,
                           std::span<const enumerator::Production> abstractions);

struct Renaming {
    enumerator::Production before;
    enumerator::Production after;
};

// Returns the abstractions that become smaller if the bodies are replaced by `rewritten`, or if
// others of them are renamed, those first whose names others contain. The types stay, and so does
// what is not smaller, unless a part of it is renamed. No new name is one of the `others`.
std::vector<Renaming> shorter_bodies(enumerator::Language& language,
                                     enumerator::ExpressionTypes& expression_types,
                                     std::span<const enumerator::Production> abstractions,
                                     std::span<const enumerator::Production> others,
                                     std::span<const lambda::TermId> rewritten);

// Returns the terms with the new names in place of the old ones.
std::vector<lambda::TermId> renamed(lambda::TermStore& terms, std::vector<lambda::TermId> roots,
                                    std::span<const Renaming> renamings);

} // namespace rasp_stitch::abstraction
