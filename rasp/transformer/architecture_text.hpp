#pragma once

// Describes a transformer's architecture as text.
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

// The values that heads compute are called h1, h2, ..., and elementwise ones x1, x2, ..., in the
// order in which they are computed.
std::string architecture_text(const Architecture& architecture);

} // namespace rasp_stitch::rasp
