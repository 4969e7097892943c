#pragma once

// Finds a name in a text, for messages that point at it.
//
//     token_place("(add addend add)", "add", " ()") // 1: not within "addend"

#include <cstddef>
#include <string_view>

namespace rasp_stitch::rasp {

// Returns where the name first stands between two of the characters `ends`, or the ends of the
// text; 0 if it does not.
std::size_t token_place(std::string_view text, std::string_view name, std::string_view ends);

} // namespace rasp_stitch::rasp
