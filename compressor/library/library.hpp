#pragma once

// Libraries: abstractions that were found in one corpus and can be used in others.
//
//     Library library = read_library(corpus.store, read_input("library.json"));
//     library[0].name, library[0].arity, library[0].body      // terms of the store
//
// read_library reads what rasp-compress and Stitch write,
//
//     {"abstractions": [{"name": "fn_0", "body": "(select #0 #0)", "arity": 1, ...}, ...], ...}
//
// or the list under "abstractions" alone. "arity" may be omitted, and so may what restricts uses:
// "variable_types", ["S", "M"] if #0 takes symbols only and #1 does not, and "tdfa_annotation".
// Other members are ignored.
//
// It accepts the abstractions that a program can be rewritten with. The name is that of a primitive
// and is used once. The body is closed, is more than a metavariable, and contains each of the
// metavariables #0 to #(arity - 1). (The argument for a metavariable is found where the body has
// the metavariable, so there is none for a metavariable that the body does not contain.) A body may
// use the abstractions before it in the library, but neither itself nor a later one.

#include "lambda/terms/inlining.hpp"
#include "lambda/terms/term_store.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::compressor {

// The states of an abstraction in the words of its automaton (StateAnnotation in
// compressor/corpus/automaton.hpp). A state that has no name, because the automaton does not go
// there, is empty.
struct StateNames {
    std::string root;
    std::vector<std::string> arguments;
};

// An abstraction with what restricts its uses, where the settings have symbols or an automaton
// (Matching in compressor/corpus/settings.hpp).
struct LibraryAbstraction : lambda::Abstraction {
    // By metavariable, whether it takes symbols only; those beyond its end do not.
    std::vector<bool> symbol_arguments = {};

    // The states of its uses and of their first arguments. If it is not known, they are those in
    // which the abstraction saves most.
    std::optional<StateNames> states = {};
};

using Library = std::vector<LibraryAbstraction>;

// Reads a library. Throws InputError with the JSON pointer of what is wrong and, in a body, the
// place.
Library read_library(lambda::TermStore& store, std::string_view json);

// The body of an abstraction, and its arity.
struct AbstractionBody {
    lambda::TermId term{};
    std::uint32_t arity = 0;
};

// Parses a body that fulfils the conditions above. Throws InputError with the place.
AbstractionBody parse_abstraction_body(lambda::TermStore& store, std::string_view text);

// Returns the library with the given names, one for each abstraction, in the bodies too.
Library renamed(lambda::TermStore& store, const Library& library,
                std::span<const std::string> names);

// Returns an abstraction of one store as terms of another one.
LibraryAbstraction moved(const LibraryAbstraction& abstraction, const lambda::TermStore& from,
                         lambda::TermStore& to);

// Returns the abstractions as DreamCoder writes them (compressor/corpus/dreamcoder_form.hpp), in
// which those before them are written out.
std::vector<std::string> dreamcoder_texts(const lambda::TermStore& store, const Library& library);

} // namespace rasp_stitch::compressor
