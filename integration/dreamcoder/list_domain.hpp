#pragma once

// The types of the primitives of DreamCoder's list domain (its bin/list.py).
//
//     list_domain_type(types, "fold") // list(t0) -> t1 -> (t0 -> t1 -> t1) -> t1

#include "lambda/types/type_store.hpp"

#include <optional>
#include <string_view>

namespace rasp_stitch::dreamcoder {

// Returns nullopt if the domain has no such primitive.
std::optional<lambda::TypeId> list_domain_type(lambda::TypeStore& types, std::string_view name);

} // namespace rasp_stitch::dreamcoder
