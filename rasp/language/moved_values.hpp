#pragma once

// Which primitives move values from one position to another. What fails at a position of an operand
// of any other primitive fails there in its result, too, unless that is a selector.
//
//     moves_values(Opcode::aggregate) // true
//     moves_values(Opcode::add)       // false

#include "rasp/language/opcode.hpp"

namespace rasp_stitch::rasp {

constexpr bool moves_values(Opcode opcode) {
    switch (opcode) {
    case Opcode::select:
    case Opcode::aggregate:
    case Opcode::aggregate_default:
    case Opcode::aggregate_max:
    case Opcode::aggregate_min:
    case Opcode::selector_width:
        return true;
    default:
        return false;
    }
}

} // namespace rasp_stitch::rasp
