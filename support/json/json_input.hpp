#pragma once

// Reads JSON text from people and programs.
//
//     const Json document = parse_json(R"({"tasks": ["reverse", "sort"], "score": NaN})");
//     document["tasks"][1] == "sort";
//     document["score"].is_null();
//     parse_json("[1, 2"); // InputError: line 1, column 6: the file ends too early
//
// NaN, Infinity and -Infinity, which Python's json module writes although they are not JSON, are
// read as null, or as strings of the same letters where the reader wants to know which it was. A
// byte order mark is skipped. Of members with the same name the last counts, as in
// Python. Whole numbers beyond 64 bits become doubles.
//
// To read a document with errors that name the place, see support/json/json_cursor.hpp.

#include <nlohmann/json.hpp>

#include <string_view>

namespace rasp_stitch {

using Json = nlohmann::json;

// What stands for a number that is not finite.
enum class NonFinite { null, text };

// Throws InputError with line and column for whatever is not JSON in UTF-8, is nested deeper than
// 500 levels, or has a number that no double holds. Nothing is built before the whole text is
// checked.
Json parse_json(std::string_view text, NonFinite non_finite = NonFinite::null);

} // namespace rasp_stitch
