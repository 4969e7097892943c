#pragma once

// What an argument of a function is, as far as that is known: an s-op, a selector, a predicate, or
// a function of these.
//
//     shape_of(types, parse_type(types, "pred(t0) -> sel")) // a function of a predicate
//     described_arguments(types, tree, definition)
//     // of "# select_by (fn_0) : seq(t0) -> pred(t0) -> sel" above a `def`: an s-op, a predicate
//
// A text of RASP has no types. What the printer writes has them in comments (rasp/print), and of
// anything else the reader finds out what it can by trying.

#include "lambda/types/type_store.hpp"
#include "rasp/language/value.hpp"
#include "rasp/syntax/syntax.hpp"

#include <optional>
#include <vector>

namespace rasp_stitch::rasp {

struct ArgumentShape {
    enum class Sort : std::uint8_t { input, sop, selector, predicate, function };

    Sort sort = Sort::sop;
    std::optional<ValueKind> kind = {}; // of the values of an s-op, or of one that a function gives

    // A function has these, too.
    bool gives_selector = false;
    bool takes_anything = false;           // nothing is known of what it takes
    std::vector<ArgumentShape> takes = {}; // in order, with the input
};

// Returns what an argument of a type is.
ArgumentShape shape_of(const lambda::TypeStore& types, lambda::TypeId type);

// Returns what the arguments of a function are according to the comment above it, apart from the
// input; nullopt if there is no type for as many arguments.
std::optional<std::vector<ArgumentShape>>
described_arguments(lambda::TypeStore& types, const SyntaxTree& tree, const Statement& definition);

} // namespace rasp_stitch::rasp
