// Tests the program rasp-soak.

#include "tests/benchmarks/program_run.hpp"
#include "tests/compressor/judge/rule_sets.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::benchmarks;

TEST_CASE("A soak of a few corpora finds no difference") {
    const ChildResult result = run_soak({"--corpora", "5", "--seed", "3", "--threads", "2"});
    CHECK(result.exit_code == 0);
    CHECK(result.errors.empty());
    CHECK(holds(result.output, "from seed 3\n5 corpora compared under " +
                                   std::to_string(judge::all_rule_sets().size()) +
                                   " sets of rules, "));
    CHECK(holds(result.output, ": no difference\n"));
}

TEST_CASE("A soak ends when its time is over") {
    for (const std::string limit : {"--time-limit", "--minutes"}) { // the latter of old
        const ChildResult result = run_soak({limit, "0"});
        CHECK(result.exit_code == 0);
        CHECK(holds(result.output, "from seed "));
        CHECK(holds(result.output, "0 corpora compared"));
    }
}

TEST_CASE("An interrupted soak reports how far it came") {
    const ChildResult result = run_soak({}, {.signals = {SIGINT}});
    CHECK(result.exit_code == 130);
    CHECK(holds(result.output, " compared under "));
}

TEST_CASE("A soak reports a wrong command line") {
    CHECK(run_soak({"--corpora", "0"}).exit_code == 2);
    CHECK(run_soak({"--minutes", "long"}).exit_code == 2);
    const ChildResult result = run_soak({"corpus.json"});
    CHECK(result.exit_code == 2);
    CHECK(holds(result.errors, "corpus.json"));
}

TEST_CASE("A soak explains itself") {
    const std::string help = run_soak({"--help"}).output;
    CHECK(holds(help, "--time-limit"));
    CHECK_FALSE(holds(help, "--minutes"));
    CHECK(holds(run_soak({"--version"}).output, "rasp-soak "));
}
