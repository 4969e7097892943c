#pragma once

// Door of support/json.
//
// Reads JSON text from people and programs.
//
// ```cpp
// #include "support/text/input_error.hpp"
// const Json document = parse_json(R"({"tasks": ["reverse", "sort"], "score": NaN})");
// CHECK(document["tasks"][1] == "sort");
// CHECK(document["score"].is_null());
// CHECK_THROWS_AS(parse_json("[1, 2"), InputError); // line 1, column 6: the file ends too early
// ```
//
// The format is that of RFC 8259, and also NaN, Infinity and -Infinity, which Python's json module
// writes: they are read as null or, if the caller needs to know which it was, as text or as numbers
// (NonFinite). A byte order mark is skipped. Of members with the same name the last one counts, as
// in Python. Integers beyond 64 bits become doubles.
//
// See support/json/json_cursor.hpp to read a document with errors that name the place.

#include "support/json/json_forward.hpp"

#include <nlohmann/json.hpp>

#include <string_view>

namespace rasp_stitch {

// What a number that is not finite is read as.
enum class NonFinite { null, text, number };

// Returns the document. Throws InputError, with line and column, if the text is not JSON in UTF-8,
// is nested deeper than 500 levels, or has a number that no double can hold. The whole text is
// checked before anything is built.
Json parse_json(std::string_view text, NonFinite non_finite = NonFinite::null);

} // namespace rasp_stitch
