#pragma once

// Tables of the types of primitives, which DreamCoder does not send.
//
//     PrimitiveTypes given = types_member(document.member("types"));
//     PrimitiveTypes file = types_list(list);
//     for (const ShippedTable& table : shipped_tables()) {
//         table.name, table.types
//     }

#include "enumerator/grammar/grammar.hpp"
#include "lambda/types/type_store.hpp"
#include "support/json/json_forward.hpp"

#include <functional>
#include <span>
#include <string_view>

namespace rasp_stitch::dreamcoder {

// Returns the table, with types of the given store.
using PrimitiveTypes = std::function<enumerator::PrimitiveType(lambda::TypeStore&)>;

// Reads {"add": TYPE, ...}. The document must outlive the result, which throws InputError with the
// place of the error when it is called.
PrimitiveTypes types_member(const JsonCursor& json);

// Reads [{"name": "add", "type": TYPE}, ...]; otherwise like types_member().
PrimitiveTypes types_list(const JsonCursor& json);

// A table for requests that come without types.
struct ShippedTable {
    std::string_view name; // for messages
    PrimitiveTypes types;
};
std::span<const ShippedTable> shipped_tables();

} // namespace rasp_stitch::dreamcoder
