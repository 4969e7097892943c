#pragma once

// Reads terms from s-expressions.
//
//     TermStore store;
//     TermId reverse = parse(store, "(lam (aggregate (select (indices $0) $1 eq) (tokens $0)))");
//     parse(store, "(f a b)") == parse(store, "((f a) b)"); // application is curried
//
// Syntax (Stitch's, so that its corpora are read unchanged):
//   * `(f a b)` is application; `(f)` is f; a row of terms at the outermost level needs no
//   parentheses.
//   * `(lam B)` or `(lambda B)` has exactly one body; a tag is written `lam_3`. At the very start
//   of a
//     text its parentheses may be missing.
//   * `$i` is a de Bruijn variable, 0 the innermost; a tag is written `$i_3`.
//   * `#i` is a metavariable, allowed where ParseOptions say so (bodies of abstractions).
//   * `#(...)` is an abstraction written out (DreamCoder's). It is handed to ParseOptions, which
//   give
//     the term to put in its place.
//   * Any other run of characters without blanks and parentheses is a primitive.
//   * `()` is skipped, as Stitch does. A `;` where a token could begin opens a comment to the end
//   of
//     the line; right after a `)` it is dropped.
//
// Throws InputError with the text, the place and what was expected. Numbers are at most 2^31 - 1.
// Time and memory are linear in the text; nesting is limited by memory only.

#include "lambda/terms/term_store.hpp"

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

namespace rasp_stitch::lambda {

struct ParseOptions {
    bool metavariables = false;

    // What stands for an abstraction written `#(...)`, given the term inside the parentheses. Where
    // this is empty such an abstraction is an error.
    std::function<TermId(TermStore&, TermId)> abstraction = {};

    // Where to put the offset at which each part of the term begins in the text, in the order in
    // which parts end: function, argument, application; body, lambda. A part that stands twice has
    // two. (occurrence_at in lambda/types/inference.hpp counts so.) Not for texts with abstractions
    // written out.
    std::vector<std::size_t>* places = nullptr;
};

TermId parse(TermStore& store, std::string_view text, const ParseOptions& options = {});

// Whether the text is read as the primitive of this name, and as nothing else: "f", but not "(f)",
// "$0", "lam_3" or "a b".
bool is_primitive_name(std::string_view text);

} // namespace rasp_stitch::lambda
