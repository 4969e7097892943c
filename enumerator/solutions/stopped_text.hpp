#pragma once

// Why a search ended early, in words.
//
//     stopped_text(StopReason::time) // "stopped by the time limit"

#include "support/budget/budget.hpp"

#include <string>

namespace rasp_stitch::enumerator {

// Returns an empty text for StopReason::none.
std::string stopped_text(StopReason stopped);

} // namespace rasp_stitch::enumerator
