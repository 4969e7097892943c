#pragma once

// Is a text JSON? If not, where does it stop being JSON, and what would belong there?
//
//     check_json_syntax(R"([1, {"a": null}])"); // no complaint
//     check_json_syntax("[1, ]");               // InputError: line 1, column 5: found "]"
//                                               //     [1, ]
//                                               //         ^
//                                               // expected a value
//
// This runs before nlohmann_json builds anything, since that reader reports faults in its own
// grammar's terms, keeps reading as deep as memory lasts, and refuses the words of Python for
// numbers that are not finite. It accepts what nlohmann_json accepts, and besides those words: NaN,
// Infinity and -Infinity.
//
// One pass over the text; memory for the words found and one bit for each open bracket.

#include <cstddef>
#include <string_view>
#include <vector>

namespace rasp_stitch {

// Arrays and objects inside each other, at most.
constexpr std::size_t deepest_json = 500;

// A NaN, Infinity or -Infinity outside strings.
struct NonFiniteWord {
    std::size_t offset = 0;
    std::size_t length = 0;
};

// The words in order of place. Throws InputError with a place by line and column.
std::vector<NonFiniteWord> check_json_syntax(std::string_view text);

} // namespace rasp_stitch
