#pragma once

// The types of the primitives of DreamCoder's domains other than lists (the table of those is
// integration/dreamcoder/list_domain.hpp). Its requests do not carry them.
//
//     other_domains_type(types, "tower_embed") // (tower -> tower) -> tower -> tower

#include "lambda/types/type_store.hpp"

#include <optional>
#include <string_view>

namespace rasp_stitch::dreamcoder {

// Towers, logo, text, real numbers, scientific laws and physics; names that it does not have are
// looked up among those of lists. Returns nullopt for an unknown name, as the next two do.
std::optional<lambda::TypeId> other_domains_type(lambda::TypeStore& types, std::string_view name);

// Regexes. DreamCoder has two languages of them with the same names: in the second, which
// bin/regexes.py calls concat, every primitive takes the rest of the regex as its last argument.
std::optional<lambda::TypeId> regex_type(lambda::TypeStore& types, std::string_view name);
std::optional<lambda::TypeId> continuing_regex_type(lambda::TypeStore& types,
                                                    std::string_view name);

} // namespace rasp_stitch::dreamcoder
