#pragma once

// Text broken into lines.
//
//     wrapped("the most arguments", 8)  // {"the most", "arguments"}

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch {

// Returns lines of words, none wider than `width` unless a single word is. A newline begins another
// line.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

} // namespace rasp_stitch
