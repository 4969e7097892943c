// The program rasp-compress asked why a certain abstraction is not the answer.

#include "compressor/output/output_json.hpp"
#include "tests/support/program_run.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

const std::string rasp_corpus = RASP_STITCH_SOURCE_DIR "/corpora/rasp.json";

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("The summary reports for each step what became of the abstraction that was followed") {
    const ChildResult run =
        run_program({rasp_corpus, "-i2", "--follow", "(aggregate (select #1 #0 equals_to))"});
    REQUIRE(run.exit_code == 0);
    CHECK(holds(run.output, "\n\nfollowed (aggregate (select #0 #1 equals_to))\nstep 1: loses to "
                            "fn_0 by "));
    CHECK(holds(run.output, "\n    the search prunes the path to it at "));
    CHECK(holds(run.output, "\nstep 2: loses to fn_1 by "));
    CHECK(holds(run.output, "\n\nevery step proven optimal: "));
}

TEST_CASE("The JSON reports the same") {
    const ChildResult run = run_program(
        {rasp_corpus, "-i1", "--follow", "(select #0 #0)", "--candidates", "3", "-qo-"});
    REQUIRE(run.exit_code == 0);
    const OutputJson json = OutputJson::parse(run.output);
    CHECK(json["args"]["step"]["follow"] == "(select #0 #0)");
    CHECK(json["follow"]["body"] == "(select #0 #0)");
    CHECK(json["follow"]["arity"] == 1);
    REQUIRE(json["follow"]["steps"].size() == 1);
    const OutputJson& step = json["follow"]["steps"][0];
    CHECK(step["outcome"] == "won");
    CHECK(step["utility"] == json["abstractions"][0]["utility"]);
    CHECK(step["winner"] == "fn_0");
    const ChildResult without = run_program({rasp_corpus, "-i1", "-qo-"});
    CHECK_FALSE(OutputJson::parse(without.output).contains("follow"));
}

TEST_CASE("What cannot be followed is an error with its place") {
    const ChildResult open = run_program({rasp_corpus, "--follow", "(aggregate (select #0"});
    CHECK(open.exit_code == 2);
    CHECK(holds(open.errors, "rasp-compress: --follow: "));
    CHECK(holds(open.errors, "^"));
    const ChildResult gap = run_program({rasp_corpus, "--follow", "(select #0 #2)"});
    CHECK(gap.exit_code == 2);
    CHECK(holds(gap.errors, "#1"));
    const ChildResult bare = run_program({rasp_corpus, "--follow", "#0"});
    CHECK(bare.exit_code == 2);
    const ChildResult free = run_program({rasp_corpus, "--follow", "(select $0 #0)"});
    CHECK(free.exit_code == 2);
}
