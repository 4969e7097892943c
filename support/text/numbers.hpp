#pragma once

// Numbers as people read them.
//
//     grouped(814671)                    == "814,671"
//     seconds_text(0.012)                == "12 ms"
//     seconds_text(0.84)                 == "0.8 s"
//     seconds_text(125)                  == "2 min 05 s"
//     with_limits("a number", 0, 20)     == "a number from 0 to 20"

#include <cstdint>
#include <string>
#include <string_view>

namespace rasp_stitch {

std::string grouped(std::int64_t number);

// A time from nothing to days, in the one or two units that matter. Negative counts as nothing.
std::string seconds_text(double seconds);

// What is asked for, with its limits. A limit that is INT64_MIN or INT64_MAX is none.
std::string with_limits(std::string_view what, std::int64_t least, std::int64_t most);

} // namespace rasp_stitch
