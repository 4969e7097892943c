#pragma once

// Door of rasp/language.
//
// Reads RASP programs and finds their types. A program is a lambda term over the primitives
// (rasp/language/primitives.hpp) and literals (rasp/language/literal.hpp); `$0` is the input. What
// comes out is the term with canonical names, as the evaluator and the enumerator take it, and its
// type. The language is that of Weiss, Goldberg and Yahav, "Thinking Like Transformers" (ICML
// 2021), in a typed form.
//
// ```cpp
// #include "lambda/terms/print.hpp"
// #include "lambda/types/type_text.hpp"
// lambda::TermStore store;
// lambda::TypeStore types;
// const TypedProgram same = read_typed(store, types, "(lam (select (tokens $0) (tokens $0) ==))");
// CHECK(lambda::print(store, same.term) == "(lam (select (tokens $0) (tokens $0) equals_to))");
// CHECK(lambda::print_type(types, same.type) == "input(t0) -> sel");
// ```
//
// Whoever wrote a program that does not type is shown the place:
//
//     read_typed(store, types, "(lam (add (tokens $0) true))");
//     // InputError: "true" is seq(bool)
//     //     (lam (add (tokens $0) true))
//     //                           ^
//     // expected seq(num), as argument 2 of "add"

#include "lambda/terms/term_store.hpp"
#include "lambda/types/inference.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/language/library.hpp"
#include "rasp/language/primitives.hpp"
#include "rasp/language/read_program.hpp"

#include <optional>
#include <string_view>

namespace rasp_stitch::rasp {

// Returns the types of primitives and literals, by canonical name, and of the names of the library.
// A name of the library whose meaning does not type has no type. The result refers to the stores
// and the library, which must outlive it.
lambda::TypeOf rasp_types(const lambda::TermStore& store, lambda::TypeStore& types,
                          const Library* library = nullptr);

// Reads a type as tasks have it, in which `int` and `float` are both `num`. Throws InputError, also
// for a type that RASP does not have.
lambda::TypeId parse_task_type(lambda::TypeStore& types, std::string_view text);

struct TypedProgram {
    // The names are canonical: `+` is `add` or, between strings, `concat`, and a comparison that is
    // passed to where a predicate is expected is the predicate.
    lambda::TermId term{};
    lambda::TypeId type{};
};

// Returns the canonical form of a term and its type; nullopt if the term does not type or has a
// literal that cannot be read.
std::optional<TypedProgram> typed(lambda::TermStore& store, lambda::TypeStore& types,
                                  lambda::TermId term, const lambda::TypeOf& type_of);

struct TypingOptions {
    const Library* library = nullptr;
    std::optional<lambda::TypeId> request = {}; // the type that the program must have
};

// Reads a program (rasp/language/read_program.hpp) and infers its type. Throws InputError with the
// text and the place of what is wrong; if the program has abstractions that are written out, with
// the text without them.
TypedProgram read_typed(lambda::TermStore& store, lambda::TypeStore& types, std::string_view text,
                        const TypingOptions& options = {});

// Returns the number of arguments of a program of this type: 1 for the input alone, 2 for the input
// and an atom. Returns nullopt if it is not the type of a program, `input(a) -> R` or
// `input(a) -> seq(b) -> R` with seq(c) or sel as R, and has no instance that is.
std::optional<std::size_t> program_arity(lambda::TypeStore& types, lambda::TypeId type);

} // namespace rasp_stitch::rasp
