#pragma once

// Compares programs regardless of the abstractions that they are written with.
//
//     unfolded(store, "(lambda (#(lambda (+ $0 1)) (car $0)))") // (lambda (+ (car $0) 1))
//
// Programs with the same unfolding compute the same function.

#include "lambda/terms/term_store.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace rasp_stitch::abstraction {

// Returns the beta-eta normal form of the program with every abstraction replaced by its body, or
// nullopt if it is not reached within the limits of lambda/terms/normal_form.hpp.
std::optional<lambda::TermId> unfolded(lambda::TermStore& store, std::string_view text);

// Returns whether two programs have the same unfolding; false if one has none. Abstractions are
// primitives named by their text, as in enumerator/grammar/expression_types.hpp.
bool have_same_unfolding(const lambda::TermStore& store, lambda::TermId left, lambda::TermId right);

// Returns whether this holds for all pairs of programs at the same index.
bool have_same_unfolding(const lambda::TermStore& store, std::span<const lambda::TermId> left,
                         std::span<const lambda::TermId> right);

} // namespace rasp_stitch::abstraction
