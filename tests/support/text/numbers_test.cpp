#include "support/text/numbers.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <limits>

using namespace rasp_stitch;

TEST_CASE("Thousands are set apart by commas") {
    CHECK(grouped(0) == "0");
    CHECK(grouped(999) == "999");
    CHECK(grouped(1000) == "1,000");
    CHECK(grouped(814671) == "814,671");
    CHECK(grouped(-123) == "-123");
    CHECK(grouped(-1234567) == "-1,234,567");
    CHECK(grouped(std::numeric_limits<std::int64_t>::min()) == "-9,223,372,036,854,775,808");
}

TEST_CASE("Times are written in the units that matter") {
    CHECK(seconds_text(0) == "0 s");
    CHECK(seconds_text(-1) == "0 s");
    CHECK(seconds_text(std::numeric_limits<double>::quiet_NaN()) == "0 s");
    CHECK(seconds_text(0.0001) == "under 1 ms");
    CHECK(seconds_text(0.012) == "12 ms");
    CHECK(seconds_text(0.84) == "0.8 s");
    CHECK(seconds_text(12.34) == "12.3 s");
    CHECK(seconds_text(125) == "2 min 05 s");
    CHECK(seconds_text(7384) == "2 h 03 min");
    CHECK(seconds_text(360000) == "100 h 00 min");
}

TEST_CASE("A time that is rounded up to the next unit is written in that unit") {
    CHECK(seconds_text(0.0994) == "99 ms");
    CHECK(seconds_text(0.0996) == "0.1 s");
    CHECK(seconds_text(59.94) == "59.9 s");
    CHECK(seconds_text(59.96) == "1 min 00 s");
    CHECK(seconds_text(119.7) == "2 min 00 s");
    CHECK(seconds_text(3599.4) == "59 min 59 s");
    CHECK(seconds_text(3599.6) == "1 h 00 min");
    CHECK(seconds_text(7199) == "2 h 00 min");
}

TEST_CASE("Only limits that exist are mentioned") {
    constexpr std::int64_t none_below = std::numeric_limits<std::int64_t>::min();
    constexpr std::int64_t none_above = std::numeric_limits<std::int64_t>::max();
    CHECK(with_limits("a number", 0, 20) == "a number from 0 to 20");
    CHECK(with_limits("a number", 1, none_above) == "a number of at least 1");
    CHECK(with_limits("a number", none_below, 9) == "a number of at most 9");
    CHECK(with_limits("a number", none_below, none_above) == "a number");
}
