#pragma once

// Programs without abstractions, in a language without weights.
//
//     PlainLanguage plain(language, request);
//     const TermId program = plain.written_out("(lambda (#(lambda (add $0 one)) (indices $0)))");
//     // (lambda (add (indices $0) one))
//     plain.nats(program) // -log prior, with all names that fit equally probable
//
// How sure a program is should depend on the task and on what the program does, and not on what a
// loop has learnt so far: in a library that has "the first token is a", a program that says this
// takes three nats, and twenty without it. So programs are compared as they are written out.

#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/language.hpp"
#include "enumerator/grammar/likelihood.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace rasp_stitch::enumerator {

// Returns the program with the bodies of its abstractions in their places, beta-normal below the
// lambdas of the request. The program is written as print_expression writes it, the request is one
// of the types.
lambda::TermId written_out(lambda::TermStore& terms, const lambda::TypeStore& types,
                           lambda::TypeId request, std::string_view program);

class PlainLanguage {
public:
    // The names are those of the language, without its abstractions, and those of the programs,
    // which are written as print_expression writes them. The request is a type of the language.
    PlainLanguage(const Language& language, lambda::TypeId request,
                  std::span<const std::string> programs);

    lambda::TermId written_out(std::string_view program) {
        return enumerator::written_out(terms_, types_, request_, program);
    }

    // Throws InputError if the program is not one of the request.
    double nats(lambda::TermId program);

    lambda::TermStore& terms() { return terms_; }
    lambda::TypeStore& types() { return types_; }
    lambda::TypeId request() const { return request_; }
    std::span<const Production> productions() const { return grammar_.productions; }

private:
    Grammar grammar_of(const Language& language, std::span<const std::string> programs);

    lambda::TypeStore types_;
    lambda::TypeId request_;
    lambda::TermStore terms_;
    Grammar grammar_;
    GrammarView view_;
    Likelihood likelihood_;
};

} // namespace rasp_stitch::enumerator
