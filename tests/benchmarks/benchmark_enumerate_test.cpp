// Tests the program rasp-benchmark-enumerate.

#include "tests/benchmarks/program_run.hpp"

#include <catch2/catch.hpp>

using namespace rasp_stitch;
using namespace rasp_stitch::benchmarks;

TEST_CASE("Counting the windows of DreamCoder's solver is measured") {
    const ChildResult result = run_benchmark_enumerate({"--seconds", "0.001", "--upper", "18"});
    CHECK(result.exit_code == 0);
    CHECK(result.errors.empty());
    CHECK(holds(result.output, " 16.5-18    13,396 "));
    CHECK(holds(result.output, "with_abstractions"));
}

TEST_CASE("An oracle that cannot be read is an error") {
    const ChildResult result = run_benchmark_enumerate({"none.json"});
    CHECK(result.exit_code == 2);
    CHECK(holds(result.errors, "none.json"));
}
