#pragma once

// Graphviz's language.
//
//     dot_quoted("(f \"x\")") == "\"(f \\\"x\\\")\""

#include <string>
#include <string_view>

namespace rasp_stitch {

// The text as a quoted id: a label that shows it as it is. A newline begins another line.
std::string dot_quoted(std::string_view text);

} // namespace rasp_stitch
