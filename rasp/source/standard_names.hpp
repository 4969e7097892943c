#pragma once

// The names that every text of RASP finds defined: those of the language and those of the
// reference's library. What the library's functions mean is written in RASP itself.
//
//     standard_library()  // "def has_focus(sel) { ...": read before every text
//     is_reserved("sort") // true: nothing else can be called so

#include "rasp/source/definition_value.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace rasp_stitch::rasp {

struct NamedBuiltin {
    std::string_view name;
    Builtin builtin{};
    // The definition that a printed text has for the reference interpreter, which does not know the
    // name. Whoever defines the name in other words means something else by it. Empty if there is
    // none.
    std::string_view definition;
};

std::span<const NamedBuiltin> named_builtins();

// Returns the row of a builtin.
const NamedBuiltin& row_of(Builtin builtin);

std::string_view standard_library();

// Returns whether the reference refuses to give the name another meaning.
bool is_reserved(std::string_view name);

// Returns whether the reference's library defines the name.
bool is_of_library(std::string_view name);

} // namespace rasp_stitch::rasp
