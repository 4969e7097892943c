#pragma once

// Programs and abstractions as DreamCoder writes them: `lambda`, and every abstraction as its
// closed body, `#(lambda (lambda ...))`, in place of a name.

#include "lambda/terms/inlining.hpp"
#include "lambda/terms/term_store.hpp"

#include <string>
#include <string_view>
#include <unordered_map>

namespace rasp_stitch::compressor {

class DreamCoderForm {
public:
    explicit DreamCoderForm(const lambda::TermStore& store) : store_(store) {}

    // From now on the primitive is written as `text`.
    void add(lambda::Symbol symbol, std::string text);

    // An abstraction of arity n is n lambdas around its body. `#0` is its first argument, so the
    // outermost of them: under d lambdas of the body `#i` is `$(d + n - 1 - i)`.
    std::string abstraction(const lambda::Abstraction& abstraction) const;

    std::string program(lambda::TermId root) const;

private:
    std::string_view text_of(lambda::Symbol symbol) const;

    const lambda::TermStore& store_;
    std::unordered_map<lambda::Symbol, std::string> texts_;
};

} // namespace rasp_stitch::compressor
