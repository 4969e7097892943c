#pragma once

// Door of rasp/print.
//
// Writes programs and libraries as RASP, the language of the reference interpreter.
//
// ```cpp
// #include "lambda/terms/parse.hpp"
// #include <array>
// lambda::TermStore store;
// lambda::TypeStore types;
// const std::array programs = {SourceDefinition{
//     .name = "reverse",
//     .term = lambda::parse(store, "(lam (aggregate (select (indices $0) (sub (sub (length $0) "
//                                  "(indices $0)) one) equals_to) (tokens $0)))")}};
// CHECK(print_source(store, types, {.programs = programs}).text ==
//       "# reverse : input(t0) -> seq(t0)\n"
//       "reverse = aggregate(select(indices, length - indices - 1, ==), tokens_asis);\n");
// ```
//
// What is used more than once is a named s-op, in the order in which it is needed. An abstraction is
// a `def`, or an s-op if it takes nothing but the input, with a name that is told from its body if
// its own ends with a number, as in fn_12; the input itself is no argument in RASP. A
// program that takes an atom besides the input is a function of it.
//
// `tokens` are strings in the reference, whatever the input is; a program of any input has
// `tokens_asis`, unless an example says that its tokens are strings.
//
// Reading the text (rasp/source/read_source.hpp) gives programs with the same normal forms. The
// reference interpreter loads it, too, and gives the same outputs. For its sake, what the language
// here has and the reference lacks is defined at the beginning of the text: a comparison of
// constants that is made at each position, `!=` between s-ops, a default that is an s-op. What the
// reference cannot express at all is `parse_int` of anything but the tokens, and strings with double
// quotes or line breaks.

#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/language/value.hpp"
#include "rasp/print/name_changes.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::rasp {

struct SourceDefinition {
    std::string name;
    lambda::TermId term{}; // closed

    std::string comment = {}; // a line above the definition

    // An input on which the reference interpreter tries the program when it loads the text; it does
    // not load what fails there. If there is none, one of the type of the program is made up.
    std::optional<Sequence> example = {};
};

struct SourceContents {
    // Abstractions, which may use those before them by their names, as lambdas (as_lambdas() in
    // rasp/language/library.hpp).
    std::span<const SourceDefinition> library = {};
    std::span<const SourceDefinition> programs = {};
    NameChanges changes = {}; // of the names in the text
};

struct PrintedSource {
    std::string text;
    std::vector<std::string> library;  // the names in the text; empty for what is written out where
                                       // it is used, as its arguments can be of any sort
    std::vector<std::string> programs; // likewise
    std::vector<std::string> unused_changes; // of names that the text does not have
};

// Throws InputError if a program has no type or no normal form within the limits.
PrintedSource print_source(lambda::TermStore& store, lambda::TypeStore& types,
                           const SourceContents& contents);

} // namespace rasp_stitch::rasp
