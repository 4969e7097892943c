#pragma once

// Values as people and files have them. Inside the evaluator they are columns
// (rasp/kernels/column.hpp).
//
//     Sequence tokens = characters("hello");        // "h", "e", "l", "l", "o"
//     sequence_from_json(JsonCursor(parse_json("[3, 3.0]"))) // an int and a float
//     to_json(Output(Sequence{Value(2.0)}))         // [2.0]
//
// A number keeps its tag, whole or floating: 3 and 3.0 have equal values but are different Values.

#include "support/json/json_forward.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace rasp_stitch::rasp {

// Strings are in UTF-8 and usually a single character.
using Value = std::variant<std::int64_t, double, bool, std::string>;

using Sequence = std::vector<Value>;

// A selector: a row for each query, with a cell for each key.
using Matrix = std::vector<std::vector<bool>>;

using Output = std::variant<Sequence, Matrix>;

// The base type of a value. All values of a sequence are of one kind.
enum class ValueKind : std::uint8_t { number, boolean, string };

ValueKind kind_of(const Value& value);
std::string_view name_of(ValueKind kind); // as in types: num, bool, str

// Returns a number, or a truth value as 0 or 1. The value must not be a string.
double number_of(const Value& value);

// Returns the characters of a word as a sequence.
Sequence characters(std::string_view word);

// Throws InputError for anything but a number, a truth value or a string, and for a whole number
// beyond 64 bits.
Value value_from_json(const JsonCursor& json);

// Reads a list of values, which may be empty. Throws InputError if they are not of one kind.
Sequence sequence_from_json(const JsonCursor& json);

// Reads a list of values, or a square matrix of truth values.
Output output_from_json(const JsonCursor& json);

// The tags of numbers are kept: 3 or 3.0.
Json to_json(const Value& value);
Json to_json(const Output& output);

} // namespace rasp_stitch::rasp
