#include "support/budget/deadline.hpp"

#include <catch2/catch.hpp>

#include <limits>

using namespace rasp_stitch;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

} // namespace

TEST_CASE("A deadline without a limit never passes") {
    CHECK_FALSE(Deadline().has_passed());
    CHECK(Deadline().seconds_left() == infinity);
}

TEST_CASE("A deadline of no time or less has passed") {
    for (const double seconds : {0.0, -1.0, -infinity}) {
        CHECK(Deadline(seconds).has_passed());
        CHECK(Deadline(seconds).seconds_left() == 0);
    }
}

TEST_CASE("A deadline passes when its time is over") {
    const auto start = std::chrono::steady_clock::now();
    const Deadline deadline(0.01);
    while (!deadline.has_passed()) {
        CHECK(deadline.seconds_left() <= 0.01);
    }
    CHECK(deadline.seconds_left() == 0);
    CHECK(seconds_since(start) >= 0.01);
}

TEST_CASE("A deadline of years never passes, however many they are") {
    for (const double seconds : {1e8, 1e30, std::numeric_limits<double>::max(), infinity}) {
        CHECK_FALSE(Deadline(seconds).has_passed());
        CHECK(Deadline(seconds).seconds_left() == infinity);
    }
}
