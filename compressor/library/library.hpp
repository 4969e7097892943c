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
// or the list under "abstractions" alone. Other members are ignored, and "arity" may be omitted.
//
// It accepts the abstractions that a program can be rewritten with. The name is that of a primitive
// and is used once. The body is closed, is more than a metavariable, and contains each of the
// metavariables #0 to #(arity - 1). (The argument for a metavariable is found where the body has
// the metavariable, so there is none for a metavariable that the body does not contain.) A body may
// use the abstractions before it in the library, but neither itself nor a later one.

#include "lambda/terms/inlining.hpp"
#include "lambda/terms/term_store.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::compressor {

using Library = std::vector<lambda::Abstraction>;

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

// Returns the abstractions as DreamCoder writes them (compressor/corpus/dreamcoder_form.hpp), in
// which those before them are written out.
std::vector<std::string> dreamcoder_texts(const lambda::TermStore& store, const Library& library);

} // namespace rasp_stitch::compressor
