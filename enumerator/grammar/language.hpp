#pragma once

// A typed language: the grammar that programs are searched for in, with the stores that its types
// and its programs are in.
//
//     Language language = rasp_language("indices,add,one"); // enumerator/rasp_language
//     const GrammarView view = view_of(language);
//     const TypeId request = parse_type(language.types, "input(str) -> seq(num)");
//     const TermId program = read_expression(language.terms, "(lambda (indices $0))");
//     log_prior(language.types, view, request, language.terms, program) // in nats
//
// A language is a value: a copy can grow without the original, and every id of the original stays
// valid in the copy. Whoever needs a language makes one from what they have: rasp_language makes
// one from the names of primitives, read_grammar reads the grammar of one, and with_productions
// adds the literals of a task.

#include "enumerator/grammar/grammar.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"

#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

struct Language {
    lambda::TypeStore types = {};      // of productions and requests
    lambda::TermStore terms = {};      // of programs, as read_expression reads them
    AnyGrammar grammar = {};           // its types are those of `types`
    PrimitiveType primitive_type = {}; // gives the types of further productions
};

const std::vector<Production>& productions_of(const AnyGrammar& grammar);

// The view refers to the grammar of the language. Throws InputError as GrammarView does.
GrammarView view_of(const Language& language);

// Returns those of the expressions that are not productions of the language, each once, in order.
// Expressions are compared as texts, so they have to be written as print_expression writes them.
std::vector<std::string> missing_productions(const Language& language,
                                             std::span<const std::string> expressions);

// Returns the language with its missing productions added at the end, with weight 0. Throws
// InputError for an expression that has no type. If anything is missing, the grammar has to be a
// unigram grammar.
Language with_productions(Language language, std::span<const std::string> expressions);

} // namespace rasp_stitch::enumerator
