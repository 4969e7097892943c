#pragma once

// Gives a state stores that hold only what it refers to.
//
//     state = compacted(state);

#include "integration/run/loop_state.hpp"

namespace rasp_stitch::loop {

// Terms and types are numbered anew, in the order in which the state refers to them. So the ids,
// too, are the same whether a state was read from a file or is the result of a phase, and what a
// phase leaves behind in the stores does not pile up.
LoopState compacted(LoopState state);

} // namespace rasp_stitch::loop
