#pragma once

// A transformer's architecture for people: as text, and as a graph for Graphviz.
//
//     std::fputs(architecture_text(layout(code)).c_str(), stdout);
//     // 2 layers, 2 heads
//     //
//     // before the first layer
//     //     x1 = (indicator (eq (indices $0) zero))
//     // layer 1
//     //     head 1 selects (select one one equals_to)
//     //         h1 = (aggregate x1)
//     //     ...

#include "rasp/transformer/architecture.hpp"

#include <string>

namespace rasp_stitch::rasp {

// What heads compute is called h1, h2, ..., and what is elementwise x1, x2, ..., in the order in
// which they are computed.
std::string architecture_text(const Architecture& architecture);

// Boxes are heads, in a frame for each layer; ellipses are elementwise.
std::string architecture_dot(const Architecture& architecture);

} // namespace rasp_stitch::rasp
