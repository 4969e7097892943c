// Same input, same output: for two runs, and for any number of threads.

#include "compressor/output/compression_json.hpp"
#include "support/files/file.hpp"
#include "tests/support/program_run.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

using Words = std::vector<std::string>;

// The result as text, without what may differ: the time, and the number of threads asked for.
std::string result_with_threads(const std::string& threads, Words options = {}) {
    options.insert(options.end(),
                   {RASP_STITCH_SOURCE_DIR "/corpora/rasp.json", "-o-", "-q", "-t", threads});
    const ChildResult result = run_program(options);
    REQUIRE(result.exit_code == 0);
    OutputJson json = OutputJson::parse(result.output);
    json.erase("seconds");
    json.erase("cmd");
    json["args"]["step"].erase("threads");
    return json.dump();
}

} // namespace

TEST_CASE("Two runs give the same result, byte for byte but for the time") {
    CHECK(result_with_threads("1") == result_with_threads("1"));
}

TEST_CASE("Any number of threads gives the same result") {
    const std::string with_one = result_with_threads("1");
    for (const std::string threads : {"2", "8", "0"}) {
        CAPTURE(threads);
        CHECK(result_with_threads(threads) == with_one);
    }
}

TEST_CASE("Any number of threads gives the same result, whatever is asked for besides") {
    const TemporaryFolder folder;
    const std::string weights = folder / "weights.json";
    write_output(weights, R"({"length": 2.5, "reverse/core": 0.125, "sort": 0})");
    const std::vector<Words> choices = {
        {"--eta-long", "--no-other-util"},
        {"--no-curried-metavars", "--no-curried-bodies", "--candidates", "5"},
        {"--shuffle", "--seed", "7", "--truncate", "60", "--previous-abstractions", "3"},
        {"--weights", weights, "--candidates", "3", "--structure-penalty", "0.5"}};
    for (const Words& options : choices) {
        CAPTURE(options);
        const std::string with_one = result_with_threads("1", options);
        CHECK(result_with_threads("2", options) == with_one);
        CHECK(result_with_threads("8", options) == with_one);
    }
}
