#pragma once

// Names for the values of an architecture, for its text and its drawing.
//
//     const Expressions expressions = named_values(architecture);
//     expressions.name_of(architecture.layers[0].heads[0].aggregates[0]) // "h1"

#include "rasp/evaluator/expression.hpp"
#include "rasp/transformer/architecture.hpp"

#include <string>

namespace rasp_stitch::rasp {

// Names what heads compute h1, h2, ..., and elementwise values x1, x2, ..., in the order in which
// they are computed. The architecture must outlive the result.
Expressions named_values(const Architecture& architecture);

// Returns what an aggregation reads besides the selector, which belongs to its head: "(aggregate
// x1)".
std::string aggregation_text(const Architecture& architecture, const Expressions& expressions,
                             Register value);

} // namespace rasp_stitch::rasp
