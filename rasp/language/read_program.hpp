#pragma once

// Reads RASP programs as people write them, without looking at types.
//
//     TermStore store;
//     read_program(store, "(lam (select (tokens $0) (tokens $0) ==))")
//         == parse(store, "(lam (select (tokens $0) (tokens $0) equals_to))")
//
// The syntax is that of lambda/terms/parse.hpp. Names are replaced by canonical ones: an alias by
// the primitive that it stands for, a literal by the name of its value (1 by `one`), and an
// elementwise comparison that is the third argument of `select` by the predicate that compares in
// the same way. Only this reader does so: a corpus to be compressed keeps its names as they are
// written.
//
// Abstractions that are written out, `#(lambda ...)`, as enumerator and loop write them, stand for
// what is in them.
//
// `+` is always `add` here. rasp/language/typing.hpp finds by the types where it is `concat`, and
// where a comparison that is passed on is a predicate.

#include "lambda/terms/term_store.hpp"
#include "rasp/language/library.hpp"

#include <string>
#include <string_view>

namespace rasp_stitch::rasp {

struct ReadOptions {
    const Library* library = nullptr; // names that programs may use besides primitives
    bool keep_overloaded = false;     // see canonical()
};

// Returns the text with what stands in each abstraction in place of the abstraction; without any,
// the text as it is. Throws InputError if there are abstractions and it is not a term.
std::string without_abstractions(std::string_view text);

// Throws InputError with the text and the place if it is not a term, or if a name is neither a
// primitive, an alias, a literal nor in the library.
lambda::TermId read_program(lambda::TermStore& store, std::string_view text,
                            const ReadOptions& options = {});

// Returns the term with canonical names; unknown names stay. With keep_overloaded, names that can
// mean two things are left for rasp/language/typing.hpp: `+` stays, and a comparison that is an
// argument of anything but `select` is marked, `eq` as `?eq`. Throws InputError if a literal cannot
// be read.
lambda::TermId canonical(lambda::TermStore& store, lambda::TermId term,
                         bool keep_overloaded = false);

} // namespace rasp_stitch::rasp
