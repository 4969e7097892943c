#pragma once

// Finds a member that an object has twice. parse_json() keeps the last one, as Python does; for
// what a person writes by hand, such as a table of costs, that would lose the first without a word.
//
//     repeated_member(R"({"f": 5, "g": 1, "f": 7})") == "f"

#include <optional>
#include <string>
#include <string_view>

namespace rasp_stitch {

// Returns the name that the outermost object of the text has first a second time, or nullopt if
// there is none. The text is one that parse_json() accepts; what follows a NaN or an infinity is
// not looked at.
std::optional<std::string> repeated_member(std::string_view text);

} // namespace rasp_stitch
