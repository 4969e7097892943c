#pragma once

// Door of support/text.
//
// Writes numbers for people.
//
// ```cpp
// CHECK(grouped(814671) == "814,671");
// CHECK(seconds_text(0.012) == "12 ms");
// CHECK(seconds_text(0.84) == "0.8 s");
// CHECK(seconds_text(125) == "2 min 05 s");
// CHECK(nats_text(-18.4712) == "-18.47");
// CHECK(nats_text(-0.001) == "0.00");
// CHECK(with_limits("a number", 0, 20) == "a number from 0 to 20");
// ```

#include <cstdint>
#include <string>
#include <string_view>

namespace rasp_stitch {

// Returns the number with a comma between groups of three digits.
std::string grouped(std::int64_t number);

// Returns a time in the one or two units that matter, from milliseconds to hours. A negative time
// is written as none.
std::string seconds_text(double seconds);

// Returns a log probability or a description length with two digits, and never as -0.00.
std::string nats_text(double nats);

// Returns a description of a number with its limits, for messages. INT64_MIN and INT64_MAX are no
// limits.
std::string with_limits(std::string_view what, std::int64_t least, std::int64_t most);

} // namespace rasp_stitch
