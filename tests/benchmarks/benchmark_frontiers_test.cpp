// Tests the program rasp-benchmark-frontiers.

#include "support/files/file.hpp"
#include "tests/benchmarks/program_run.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::benchmarks;

namespace {

const std::string corpus = RASP_STITCH_SOURCE_DIR "/corpora/rasp.json";

ChildResult check_frontiers(const std::string& frontiers) {
    const TemporaryFolder folder;
    const std::string path = folder / "found.json";
    write_output(path, R"({"frontiers": [)" + frontiers + "]}");
    return run_benchmark_frontiers({path, corpus});
}

} // namespace

TEST_CASE("Programs that were found are right, wrong, or missing") {
    const ChildResult result = check_frontiers(R"json(
        {"task": "indices", "programs": [{"program": "(lambda (indices $0))"},
                                         {"program": "(lambda one)"}]},
        {"task": "length", "programs": [{"program": "(lambda (add one (indices $0)))"}]},
        {"task": "max_elementwise", "programs":
            [{"program": "(lambda (#(lambda (if (gt $0 two) $0 two)) (indices $0)))"}]},
        {"task": "sort", "programs": []})json");
    CHECK(result.exit_code == 0);
    CHECK(result.errors.empty());
    CHECK(holds(result.output, "right indices  (lambda (indices $0))\n"));
    CHECK(holds(result.output, "WRONG length  (lambda (add one (indices $0)))\n"));
    CHECK(holds(result.output, "right max_elementwise"));
    CHECK(holds(result.output, "3 of 4 tasks solved, 2 of them right on fresh inputs\n"));
}

TEST_CASE("A task that the corpus lacks, and a malformed program, are errors with their place") {
    const ChildResult task = check_frontiers(R"json({"task": "lenght", "programs": []})json");
    CHECK(task.exit_code == 2);
    CHECK(holds(task.errors, "/frontiers/0/task"));
    CHECK(holds(task.errors, "\"lenght\""));
    const ChildResult program = check_frontiers(
        R"json({"task": "length", "programs": [{"program": "(lambda (lengt"}]})json");
    CHECK(program.exit_code == 2);
    CHECK(holds(program.errors, "/frontiers/0/programs/0/program"));
}
