#pragma once

// Door of lambda/terms.
//
// Reads terms from s-expressions.
//
// ```cpp
// TermStore store;
// const TermId term = parse(store, "(lam (aggregate (select (indices $0) $1 eq) (tokens $0)))");
// CHECK(store.is(TermKind::lambda, term));
// CHECK(parse(store, "(f a b)") == parse(store, "((f a) b)")); // application is curried
// ```
//
// The syntax is Stitch's, whose corpora are read unchanged:
//   * `(f a b)` is an application. `(f)` is f. At the outermost level, an application needs no
//     parentheses.
//   * `(lam B)`, `(lambda B)` or `(λ B)` has exactly one body. A tag is written `lam_3`. At the
//     very beginning of a text, a lambda needs no parentheses.
//   * `$i` is a de Bruijn variable, 0 the innermost. A tag is written `$i_3`.
//   * `#i` is a metavariable, which only bodies of abstractions have (ParseOptions).
//   * `#(...)` is an abstraction written out, as DreamCoder does. ParseOptions say which term
//     stands for it.
//   * Any other run of characters without blanks and parentheses is a primitive. Characters that
//     cannot be seen, such as NUL or a no-break space, are errors and no part of a name.
//   * `()` is skipped, as in Stitch. A `;` at the beginning of a token opens a comment up to the
//     end of the line; right after a `)` it is dropped.

#include "lambda/terms/term_store.hpp"

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

namespace rasp_stitch::lambda {

struct ParseOptions {
    // Allows metavariables.
    bool metavariables = false;

    // Returns the term that stands for an abstraction `#(...)`, given the term inside the
    // parentheses. Without this function, such an abstraction is an error.
    std::function<TermId(TermStore&, TermId)> abstraction = {};

    // Gets the offset at which each sub-term begins in the text, in the order in which sub-terms
    // end (function, argument, application; body, lambda) and once for each occurrence, as
    // occurrence_at() counts (lambda/terms/term_path.hpp). Not for texts with abstractions written
    // out.
    std::vector<std::size_t>* places = nullptr;

    // Gets whether the outermost level, without parentheses, applies a term in parentheses to
    // others, as in `(f a) (g b)`. That is one application, but may have been meant as two terms.
    bool* looks_like_several = nullptr;
};

// Returns the term that the text denotes. Throws InputError, with the text and the place, if there
// is none; indices and tags are at most 2^31 - 1. Time and memory are linear in the text, and
// nesting is limited by memory only.
TermId parse(TermStore& store, std::string_view text, const ParseOptions& options = {});

// Returns whether the text is read as the primitive of this name: true for "f", but not for "(f)",
// "$0", "lam_3" or "a b".
bool is_primitive_name(std::string_view text);

} // namespace rasp_stitch::lambda
