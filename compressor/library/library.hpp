#pragma once

// Libraries: abstractions that were found in one corpus and can be used in others.
//
//     Library library = read_library(corpus.store, read_input("library.json"));
//     library[0].name, library[0].arity, library[0].body      // terms of the store
//
// Read is what rasp-compress and Stitch write, {"abstractions": [{"name": "fn_0", "body": "(select
// #0 #0)", "arity": 1, ...}, ...], ...}, or the list under "abstractions" alone. Other members are
// not looked at, and "arity" may be left out.
//
// An abstraction is one that a program can be rewritten with: its name is a primitive's, and no
// other abstraction has it; its body is closed, is more than a metavariable, and has the
// metavariables #0 to #(arity - 1), each at least once. (What is passed for a metavariable is found
// where the body has it. For one that the body does not use there would be nothing to pass, so the
// arity cannot be greater.) A body may use the abstractions before it, not itself nor a later one.

#include "lambda/terms/inlining.hpp"
#include "lambda/terms/term_store.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::compressor {

using Library = std::vector<lambda::Abstraction>;

// Throws InputError with the JSON pointer of what is wrong and, in a body, the place.
Library read_library(lambda::TermStore& store, std::string_view json);

// The body of an abstraction as the above wants it, and its arity. Throws InputError with the
// place.
struct AbstractionBody {
    lambda::TermId term{};
    std::uint32_t arity = 0;
};
AbstractionBody parse_abstraction_body(lambda::TermStore& store, std::string_view text);

// The same library under other names, one for each abstraction, also where the bodies use them.
Library renamed(lambda::TermStore& store, const Library& library,
                std::span<const std::string> names);

} // namespace rasp_stitch::compressor
