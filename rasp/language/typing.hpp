#pragma once

// Types of RASP programs.
//
//     TypeStore types;
//     TypedProgram program = read_typed(store, types, "(lam (select (tokens $0) (tokens $0) ==))");
//     program.term                      // (lam (select (tokens $0) (tokens $0) equals_to))
//     print_type(types, program.type)   // "input(t0) -> sel"
//     read_typed(store, types, "(lam (add (tokens $0) true))");
//     // InputError: "true" is seq(bool)
//     //     (lam (add (tokens $0) true))
//     //                           ^
//     // expected seq(num), as argument 2 of "add"

#include "lambda/terms/term_store.hpp"
#include "lambda/types/inference.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/language/library.hpp"

#include <optional>
#include <string_view>

namespace rasp_stitch::rasp {

// The types of primitives, literals and, where there is a library, of what its names mean. All must
// outlive the result; the names are canonical. A name of the library whose meaning does not type
// has none.
lambda::TypeOf rasp_types(const lambda::TermStore& store, lambda::TypeStore& types,
                          const Library* library = nullptr);

// A type as tasks have it: `int` and `float` are both `num`. Throws InputError.
lambda::TypeId parse_task_type(lambda::TypeStore& types, std::string_view text);

struct TypedProgram {
    // With canonical names; `+` is `add` or, between strings, `concat`, and a comparison that is
    // passed to where a predicate is wanted is the predicate.
    lambda::TermId term{};
    lambda::TypeId type{};
};

// The canonical form of a term and its type; nothing where it does not type or a literal cannot be
// read.
std::optional<TypedProgram> typed(lambda::TermStore& store, lambda::TypeStore& types,
                                  lambda::TermId term, const lambda::TypeOf& type_of);

struct TypingOptions {
    const Library* library = nullptr;
    std::optional<lambda::TypeId> request = {}; // what the program shall be
};

// Reads a program (rasp/language/read_program.hpp) and infers its type. Throws InputError with the text and
// the place where either fails.
TypedProgram read_typed(lambda::TermStore& store, lambda::TypeStore& types, std::string_view text,
                        const TypingOptions& options = {});

// How many arguments a program of this type takes: 1, the input, or 2, the input and an atom.
// Nothing where it is no type of a program and cannot become one: `input(a) -> R` or
// `input(a) -> seq(b) -> R`, R being seq(c) or sel.
std::optional<std::size_t> program_arity(lambda::TypeStore& types, lambda::TypeId type);

} // namespace rasp_stitch::rasp
