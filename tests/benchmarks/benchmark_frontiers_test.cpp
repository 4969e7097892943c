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

TEST_CASE("Programs are judged by answers, and those marked as sure are counted") {
    const TemporaryFolder folder;
    write_output(folder / "answers.json", R"json([
        {"name": "ones", "type": "input(str) -> seq(int)",
         "examples": [{"input": ["a", "b"], "output": [1, 1]}]},
        {"name": "steps", "type": "input(str) -> seq(int)",
         "examples": [{"input": ["a", "b"], "output": [0, 1]}]}])json");
    write_output(folder / "found.json", R"json({"frontiers": [
        {"task": "ones", "programs": [{"program": "(lambda one)"}], "sure": true},
        {"task": "steps", "programs": [{"program": "(lambda one)"}], "sure": false}]})json");
    const ChildResult result =
        run_benchmark_frontiers({"--answers", folder / "found.json", folder / "answers.json"});
    CHECK(result.exit_code == 0);
    CHECK(holds(result.output, "right sure   ones  (lambda one)\n"));
    CHECK(holds(result.output, "WRONG unsure steps  (lambda one)\n"));
    CHECK(holds(result.output, "sure: 1 of 1 right; unsure: 0 of 1 right\n"));
    CHECK(holds(result.output, "2 of 2 tasks solved, 1 of them right on fresh inputs\n"));
}
