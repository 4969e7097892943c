#include "support/budget/budget.hpp"

#include <catch2/catch.hpp>

using namespace rasp_stitch;

TEST_CASE("A budget without limits allows everything") {
    const Budget budget;
    CHECK_FALSE(budget.deadline().has_passed());
    CHECK(budget.deadline().seconds_left() == Budget::no_seconds_limit);
    CHECK(budget.programs == Budget::no_program_limit);
    CHECK(budget.memory == Budget::no_memory_limit);
    CHECK_FALSE(budget.stop.stop_possible());
}

TEST_CASE("A budget's time begins when its deadline is asked for") {
    CHECK(Budget{.seconds = 0}.deadline().has_passed());
    const double left = Budget{.seconds = 3600}.deadline().seconds_left();
    CHECK(left <= 3600);
    CHECK(left > 3000);
}

TEST_CASE("A megabyte is a million bytes") {
    CHECK(megabytes(0) == 0);
    CHECK(megabytes(4000) == 4'000'000'000);
}

TEST_CASE("Each reason to stop has a name of its own") {
    CHECK(name_of(StopReason::none) == "no");
    CHECK(name_of(StopReason::interrupted) == "signal");
    CHECK(name_of(StopReason::time) == "time");
    CHECK(name_of(StopReason::programs) == "programs");
    CHECK(name_of(StopReason::memory) == "memory");
    CHECK(name_of(StopReason::types) == "types");
}
