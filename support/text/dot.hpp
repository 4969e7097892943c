#pragma once

// Writes text for Graphviz.
//
//     dot_quoted("(f \"x\")") // "\"(f \\\"x\\\")\""

#include <string>
#include <string_view>

namespace rasp_stitch {

// Returns the text as a quoted id of the DOT language. Used as a label, it shows the text as it is,
// line breaks included.
std::string dot_quoted(std::string_view text);

} // namespace rasp_stitch
