#pragma once

// Checks whether a text is JSON, and if not, finds where it stops being JSON and what would be
// valid there.
//
//     check_json_syntax(R"([1, {"a": null}])"); // returns {}
//     check_json_syntax("[1, ]");               // InputError: line 1, column 5: found "]"
//                                               //     [1, ]
//                                               //         ^
//                                               // expected a value
//
// This check runs before nlohmann_json, which reports faults in terms of its own grammar, nests as
// deep as memory allows, and does not read what Python writes for numbers that are not finite. The
// check accepts what nlohmann_json accepts, and also the words NaN, Infinity and -Infinity.
//
// It takes one pass over the text, and memory for the words found and one bit for each open
// bracket.

#include <cstddef>
#include <string_view>
#include <vector>

namespace rasp_stitch {

// The most levels of arrays and objects inside each other.
constexpr std::size_t deepest_json = 500;

// A NaN, Infinity or -Infinity that is not part of a string.
struct NonFiniteWord {
    std::size_t offset = 0;
    std::size_t length = 0;
    std::size_t scalars_before = 0; // the strings, numbers and words that are values before it
};

// Returns the words that are not finite in order of place. Throws InputError, with line and column,
// if the text is not JSON.
std::vector<NonFiniteWord> check_json_syntax(std::string_view text);

} // namespace rasp_stitch
