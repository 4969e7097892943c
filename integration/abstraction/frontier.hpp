#pragma once

// What wake found: for each task the programs that solve it.
//
//     const Frontier frontier{.request = request, .programs = {{.term = term}}};
//
// Terms are those of enumerator/grammar/expression_types.hpp: an abstraction is a primitive whose name is
// its text, "#(lambda ...)". Programs are eta-long and beta-normal for the request.

#include "enumerator/grammar/frontier.hpp"

namespace rasp_stitch::dreamcoder {

using enumerator::Frontier;
using SolvingProgram = enumerator::FrontierProgram;

} // namespace rasp_stitch::dreamcoder
