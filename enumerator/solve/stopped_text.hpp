#pragma once

// Why a search ended early, in words.
//
//     stopped_text(Stopped::after_seconds) == "stopped by the time limit"
//     name_of(Stopped::after_seconds) == "time"

#include "enumerator/grammar/program_table.hpp"

#include <string>
#include <string_view>

namespace rasp_stitch::enumerator {

// Empty where it did not.
std::string stopped_text(Stopped stopped);

// For JSON and tables; "no" where it did not.
std::string_view name_of(Stopped stopped);

} // namespace rasp_stitch::enumerator
