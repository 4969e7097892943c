#pragma once

// Reads RASP programs as people write them.
//
//     TermStore store;
//     read_program(store, "(lam (select (tokens $0) (tokens $0) ==))")
//         == parse(store, "(lam (select (tokens $0) (tokens $0) equals_to))")
//
// The syntax is that of lambda/terms/parse.hpp; the names become canonical ones: aliases the primitive
// that they stand for, literals the name of their value (1 is `one`), and the name of an
// elementwise comparison as the third argument of `select` the predicate that compares so. Only
// here: a corpus to be compressed keeps its names as they are written.
//
// `+` is `add` here; rasp/language/typing.hpp tells by the types where it is `concat`, and where a
// comparison that is passed on is a predicate.

#include "lambda/terms/term_store.hpp"
#include "rasp/language/library.hpp"

#include <string_view>

namespace rasp_stitch::rasp {

struct ReadOptions {
    const Library* library = nullptr; // names that programs may use besides primitives
    bool keep_overloaded = false;     // for rasp/language/typing.hpp: see canonical()
};

// Throws InputError with the text and the place where it is no term, or where a name is neither
// primitive, alias, literal nor in the library.
lambda::TermId read_program(lambda::TermStore& store, std::string_view text,
                            const ReadOptions& options = {});

// The term with canonical names; those that are not known stay. A literal that cannot be read is
// an InputError. Where names that can mean two things are kept, `+` stays, and a comparison that is
// an argument of anything but `select`, such as `eq`, becomes `?eq`.
lambda::TermId canonical(lambda::TermStore& store, lambda::TermId term,
                         bool keep_overloaded = false);

} // namespace rasp_stitch::rasp
