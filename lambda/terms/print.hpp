#pragma once

// Door of lambda/terms.
//
// Writes terms as s-expressions, the inverse of lambda/terms/parse.hpp.
//
// ```cpp
// #include "lambda/terms/parse.hpp"
// TermStore store;
// CHECK(print(store, parse(store, "((f (a)) b)")) == "(f a b)");
// CHECK(print(store, parse(store, "(lam $0)"), {.lambda = "lambda"}) == "(lambda $0)");
// ```
//
// Parentheses stand only where the syntax needs them. Time is linear in the length of the text,
// which can be exponential in the number of the term's distinct sub-terms.

#include "lambda/terms/term_store.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace rasp_stitch::lambda {

struct PrintOptions {
    std::string_view lambda = "lam"; // DreamCoder knows only "lambda"

    // Returns the text to write in place of a primitive; if that is empty, the primitive's name is
    // written.
    std::function<std::string_view(Symbol)> primitive = {};

    // Returns the text to write in place of a metavariable `#i` under `depth` lambdas of the term.
    // Without this function, "#i" is written.
    std::function<std::string(std::uint32_t index, std::uint32_t depth)> metavariable = {};

    // Returns the name of the variable that the lambda at a level binds, 0 for the outermost. With
    // this function, the text is for people and cannot be read again: variables are written by
    // name, and lambdas as `(lam x B)`. See lambda/terms/variable_names.hpp.
    std::function<std::string(std::uint32_t level)> variable = {};

    // How many lambdas stand around the term, if `variable` is to name the variables free in it.
    std::uint32_t level = 0;

    // Printing stops soon after this many characters, for messages that show the beginning of a
    // term.
    std::size_t most_characters = std::string::npos;
};

// Returns the term as an s-expression.
std::string print(const TermStore& store, TermId term, const PrintOptions& options = {});

} // namespace rasp_stitch::lambda
