// Same input, same output: for two runs, and for any number of threads.

#include "compressor/compression_json.hpp"
#include "tests/compressor/program_run.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

// The result as text, without what may differ: the time, and the number of threads asked for.
std::string result_with_threads(const std::string& threads) {
    const ChildResult result =
        run_program({RASP_STITCH_SOURCE_DIR "/corpora/rasp.json", "-o-", "-q", "-t", threads});
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
