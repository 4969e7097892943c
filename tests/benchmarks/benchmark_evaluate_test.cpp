// Tests the program rasp-benchmark-evaluate.

#include "support/files/file.hpp"
#include "tests/benchmarks/program_run.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::benchmarks;

TEST_CASE("Sorting and a corpus are measured") {
    const ChildResult result = run_benchmark_evaluate({"--seconds", "0.001", "--batch", "2"});
    CHECK(result.exit_code == 0);
    CHECK(result.errors.empty());
    CHECK(holds(result.output, "batches of 2\nsort"));
    CHECK(holds(result.output, "letters        512"));
    CHECK(holds(result.output, "compiled, evaluated and compared       111"));
}

TEST_CASE("A corpus whose program does not solve its task is an error") {
    const TemporaryFolder folder;
    const std::string path = folder / "wrong.json";
    write_output(path, R"j([{"name": "wrong", "type": "input(str) -> seq(num)",
        "program": "(lam one)", "examples": [{"input": ["a"], "output": [2]}]}])j");
    const ChildResult result = run_benchmark_evaluate({"--seconds", "0.001", path});
    CHECK(result.exit_code == 2);
    CHECK(holds(result.errors, "wrong is not solved by its program"));
}
