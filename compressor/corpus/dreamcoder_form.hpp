#pragma once

// Programs and abstractions as DreamCoder writes them: with `lambda`, and with the closed body of
// every abstraction, `#(lambda (lambda ...))`, in place of its name.
//
//     DreamCoderForm form(store);
//     form.add(store.symbol(name), form.abstraction({name, 1, body})); // body is (f #0 #0)
//     form.program(root) // (fn_0 a) becomes (#(lambda (f $0 $0)) a)

#include "lambda/terms/inlining.hpp"
#include "lambda/terms/term_store.hpp"

#include <string>
#include <string_view>
#include <unordered_map>

namespace rasp_stitch::compressor {

class DreamCoderForm {
public:
    explicit DreamCoderForm(const lambda::TermStore& store) : store_(store) {}

    // Writes the primitive as `text` from now on.
    void add(lambda::Symbol symbol, std::string text);

    // Returns the text of an abstraction: n lambdas around its body if its arity is n. `#0` is its
    // first argument and so belongs to the outermost lambda: under d lambdas of the body, `#i` is
    // `$(d + n - 1 - i)`.
    std::string abstraction(const lambda::Abstraction& abstraction) const;

    // Returns the text of a program.
    std::string program(lambda::TermId root) const;

private:
    std::string_view text_of(lambda::Symbol symbol) const;

    const lambda::TermStore& store_;
    std::unordered_map<lambda::Symbol, std::string> texts_;
};

} // namespace rasp_stitch::compressor
