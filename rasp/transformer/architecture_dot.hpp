#pragma once

// Draws a transformer's architecture as a graph for Graphviz.
//
//     write_output("reverse.dot", architecture_dot(layout(code))); // dot -Tsvg reverse.dot

#include "rasp/transformer/architecture.hpp"

#include <string>

namespace rasp_stitch::rasp {

// Boxes are heads, in a frame for each layer, and ellipses are elementwise values. The names are
// those of architecture_text().
std::string architecture_dot(const Architecture& architecture);

} // namespace rasp_stitch::rasp
