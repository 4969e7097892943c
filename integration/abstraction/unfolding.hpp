#pragma once

// What a program does, apart from the abstractions that it is written with.
//
//     unfolded(store, "(lambda (#(lambda (+ $0 1)) (car $0)))")  // (lambda (+ (car $0) 1))
//
// Two programs with the same unfolded form are the same function.

#include "lambda/terms/term_store.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace rasp_stitch::dreamcoder {

// The beta and eta normal form with every abstraction replaced by its body. Nothing where it is not
// reached within the limits of lambda/terms/normal_form.hpp.
std::optional<lambda::TermId> unfolded(lambda::TermStore& store, std::string_view text);

// Whether two programs, or each of some and each of others, do. False where that is not found out.
// Abstractions are primitives with their text as a name (enumerator/grammar/expression_types.hpp).
bool unfold_to_the_same(const lambda::TermStore& store, lambda::TermId left, lambda::TermId right);
bool unfold_to_the_same(const lambda::TermStore& store, std::span<const lambda::TermId> left,
                        std::span<const lambda::TermId> right);

} // namespace rasp_stitch::dreamcoder
