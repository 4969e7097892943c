#pragma once

// Where the types of a request's primitives come from, which DreamCoder does not send.
//
//     PrimitiveTypes given = types_member(document.member("types"));
//     PrimitiveTypes file = types_list(list);
//     for (const ShippedTable& table : shipped_tables()) { table.name, table.types }

#include "enumerator/grammar/grammar.hpp"
#include "lambda/types/type_store.hpp"
#include "support/json/json_cursor.hpp"

#include <functional>
#include <span>
#include <string_view>

namespace rasp_stitch::dreamcoder {

// A table for types of this store.
using PrimitiveTypes = std::function<enumerator::PrimitiveType(lambda::TypeStore&)>;

// {"add": TYPE, ...}. The document must outlive what it gives. What it gives throws InputError
// with the place.
PrimitiveTypes types_member(const JsonCursor& json);

// [{"name": "add", "type": TYPE}, ...], likewise.
PrimitiveTypes types_list(const JsonCursor& json);

// For requests that come without types.
struct ShippedTable {
    std::string_view name; // for people
    PrimitiveTypes types;
};
std::span<const ShippedTable> shipped_tables();

} // namespace rasp_stitch::dreamcoder
