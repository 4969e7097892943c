#pragma once

// Why a search ended early, in words.
//
//     stopped_text(Stopped::after_seconds) == "stopped by the time limit"

#include "enumerator/program_table.hpp"

#include <string>

namespace rasp_stitch::enumerator {

// Empty where it did not.
std::string stopped_text(Stopped stopped);

} // namespace rasp_stitch::enumerator
