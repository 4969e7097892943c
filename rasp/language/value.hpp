#pragma once

// Values as people and files give and take them. Inside the evaluator they are columns
// (rasp/kernels/column.hpp).
//
//     Sequence tokens = characters("hello");        // "h", "e", "l", "l", "o"
//     sequence_from_json(JsonCursor(parse_json("[3, 3.0]"))) // an int and a float
//     to_json(Output(Sequence{Value(2.0)}))         // [2.0]
//
// A number keeps its tag, whole or floating: 3 and 3.0 are equal in value and not the same Value.

#include "support/json/json_cursor.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace rasp_stitch::rasp {

// A string is in UTF-8 and usually one character.
using Value = std::variant<std::int64_t, double, bool, std::string>;

using Sequence = std::vector<Value>;

// A selector: a row for each query, in it a cell for each key.
using Matrix = std::vector<std::vector<bool>>;

using Output = std::variant<Sequence, Matrix>;

// The type of values that stand in one sequence together.
enum class Kind : std::uint8_t { number, boolean, string };

Kind kind_of(const Value& value);
std::string_view name_of(Kind kind); // num, bool, str: as types call them

// A word as a sequence of its characters.
Sequence characters(std::string_view word);

// InputError for null and for whole numbers beyond 64 bits where JSON still tells that they are
// whole, and for whatever is neither number, truth value nor string.
Value value_from_json(const JsonCursor& json);

// The values must be of one kind, too. May be empty.
Sequence sequence_from_json(const JsonCursor& json);

// A list of values, or a square of truth values.
Output output_from_json(const JsonCursor& json);

// Numbers keep their tags: 3 or 3.0.
Json to_json(const Value& value);
Json to_json(const Output& output);

} // namespace rasp_stitch::rasp
