// Tests the program rasp-stitch-compression, run as DreamCoder runs it.

#include "support/files/file.hpp"
#include "support/json/json_input.hpp"
#include "tests/integration/dreamcoder/messages.hpp"
#include "tests/integration/dreamcoder/reply_checker.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/program_run.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <cstdlib>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::dreamcoder_judge;

namespace {

struct Place {
    explicit Place(const std::string& text) { write_output(request, text); }
    explicit Place(const Json& json) : Place(json.dump()) {}

    ChildResult run(std::vector<std::string> words = {}, std::vector<int> signals = {}) const {
        return run_program(words, {.input = request, .signals = std::move(signals)});
    }

    TemporaryFolder folder;
    std::string request = folder / "request.json";
};

// Returns a request with settings under which much is learnt.
Json long_request() {
    Json request = sample("compression-scale-26-40-30.request.json");
    request["arity"] = 3;
    request["pseudoCounts"] = 0.5;
    request["aic"] = 0.0;
    request["structurePenalty"] = 0.1;
    request["types"] = sample_types("toy-types.json");
    return request;
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

// Expects one line of JSON, with the message that is on standard error.
void check_refused(const ChildResult& result, const std::string& part) {
    CHECK(result.exit_code == 2);
    CHECK(holds(result.errors, part));
    const Json reply = parse_json(result.output);
    CHECK(reply.size() == 1);
    CHECK("rasp-stitch-compression: " + reply["error"].get<std::string>() + "\n" == result.errors);
}

const std::string toy_types =
    RASP_STITCH_SOURCE_DIR "/tests/integration/dreamcoder/samples/toy-types.json";

} // namespace

TEST_CASE("A request on standard input is answered on standard output") {
    const Json request = sample("compression-1.request.json");
    const ChildResult result = Place(request).run();
    CHECK(result.exit_code == 0);
    CHECK(holds(result.errors, "1 new abstraction, score -133.7011 -> -131.8524"));
    const Json types = sample_types("list-types.json");
    CHECK(reply_faults(request, parse_json(result.output, NonFinite::text), types).empty());
    CHECK(Place(request).run({"--quiet"}).errors.empty());
}

TEST_CASE("Types come from --types, else from the environment") {
    const Place place(sample("compression-rasp.request.json"));
    check_refused(place.run(), "the type of the production \"selector-width\" is not known");
    check_refused(place.run(), "--types");
    check_refused(place.run(), "RASP_STITCH_TYPES");
    const ChildResult given = place.run({"--types", toy_types, "-q"});
    CHECK(given.exit_code == 0);
    ::setenv("RASP_STITCH_TYPES", toy_types.c_str(), 1);
    CHECK(place.run({"-q"}).output == given.output);
    ::unsetenv("RASP_STITCH_TYPES");
    check_refused(place.run({"--types", place.folder / "none.json"}), "none.json: cannot be read");
    write_output(place.folder / "bad.json", R"([{"name": "indices", "type": 7}])");
    check_refused(place.run({"--types", place.folder / "bad.json"}), "bad.json, at /0/type: ");
}

TEST_CASE("A malformed request is answered with an error as JSON") {
    const std::string whole = sample("compression-1.request.json").dump();
    check_refused(Place(std::string()).run(), "standard input: the file is empty");
    check_refused(Place(whole.substr(0, whole.size() / 2)).run(), "standard input:1:");
    check_refused(Place(std::string("[]")).run(), "standard input");
    check_refused(Place(std::string("\xff\xfe{")).run(), "standard input");
}

TEST_CASE("A full disk is reported") {
    const Place place(sample("compression-1.request.json"));
    const std::string command = "exec \"$0\" < \"$1\" > /dev/full";
    const ChildResult result = run_program(
        {"-c", command, RASP_STITCH_COMPRESSION_PATH, place.request}, {.program = "/bin/sh"});
    CHECK(result.exit_code == 2);
    CHECK(holds(result.errors, "standard output: cannot be written (No space left on device)"));
}

TEST_CASE("A closed pipe ends the program quietly") {
    const Place place(sample("compression-1.request.json"));
    // The pipe has a reader only until the program may start.
    const std::string command =
        "mkfifo \"$2\"; exec 4<> \"$2\" 3> \"$2\" 4>&-; \"$0\" -q < \"$1\" >&3; "
        "echo $? >&2";
    const ChildResult result = run_program(
        {"-c", command, RASP_STITCH_COMPRESSION_PATH, place.request, place.folder / "pipe"},
        {.program = "/bin/sh"});
    CHECK(result.output.empty());
    CHECK(result.errors == std::to_string(128 + SIGPIPE) + "\n");
}

TEST_CASE("After a signal or the time limit, the reply is complete and has what was found") {
    const Place place(long_request());
    const Json request = long_request();
    for (const int signal : {SIGINT, SIGTERM}) {
        const ChildResult result = place.run({}, {signal});
        CHECK(result.exit_code == 130);
        const Json reply = parse_json(result.output, NonFinite::text);
        CHECK(reply["complete"] == false);
        CHECK(reply_faults(request, reply, request["types"]).empty());
    }
    for (const std::string limit : {"0", "0.05"}) {
        const ChildResult result = place.run({"--time-limit", limit});
        CHECK(result.exit_code == 0);
        const Json reply = parse_json(result.output, NonFinite::text);
        CHECK(reply["complete"] == false);
        CHECK(holds(result.errors, "stopped before the end"));
        CHECK(reply_faults(request, reply, request["types"]).empty());
    }
}

TEST_CASE("Help and version are printed, and unknown options rejected") {
    CHECK(holds(run_program({"--help"}).output, "--types"));
    CHECK(holds(run_program({"--version"}).output, "rasp-stitch-compression "));
    CHECK(run_program({"--frobnicate"}).exit_code == 2);
    CHECK(run_program({"request.json"}).exit_code == 2);
}
