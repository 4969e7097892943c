#pragma once

// Writes terms as s-expressions, the inverse of lambda/terms/parse.hpp.
//
//     print(store, parse(store, "((f (a)) b)")) == "(f a b)"
//
// Parentheses stand only where the syntax needs them. Time is linear in the text that comes out,
// which can be much longer than the term is in its store, where equal parts are stored once.

#include "lambda/terms/term_store.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace rasp_stitch::lambda {

struct PrintOptions {
    std::string_view lambda = "lam"; // DreamCoder knows only "lambda"

    // Text to write in place of a primitive; an empty view writes its name.
    std::function<std::string_view(Symbol)> primitive = {};

    // Text to write in place of a metavariable `#i`, under `depth` lambdas of the term. Where this
    // is empty, "#i".
    std::function<std::string(std::uint32_t index, std::uint32_t depth)> metavariable = {};

    // Stops soon after so many characters: for messages that show the beginning of a term.
    std::size_t most_characters = std::string::npos;
};

std::string print(const TermStore& store, TermId term, const PrintOptions& options = {});

} // namespace rasp_stitch::lambda
