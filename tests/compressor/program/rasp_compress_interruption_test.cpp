// The program rasp-compress when it is stopped: by Ctrl-C on a terminal, by signals, by the clock.

#include "compressor/output/compression_json.hpp"
#include "support/files/file.hpp"
#include "tests/compressor/corpus/corpus_of.hpp"
#include "tests/compressor/search/random_rows.hpp"
#include "tests/support/program_run.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <string>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

const std::string endless_arity = "-a12";

struct Place {
    // A search that takes longer than any test.
    Place() { write_output(corpus, OutputJson(random_rows(300, 80, 2)).dump()); }

    OutputJson result() const { return OutputJson::parse(read_input(out)); }

    TemporaryFolder folder;
    std::string corpus = folder / "corpus.json";
    std::string out = folder / "out.json";
    std::string printed = folder / "printed";
};

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

void check_cut_short(const OutputJson& json) {
    CHECK(json["optimal"] == false);
    REQUIRE(json.contains("gap"));
    CHECK(json["gap"] >= 0);
    CHECK(json["original"].size() == 300);
    CHECK(json["rewritten"].size() == 300);
    CHECK(json["abstractions"].size() == json["num_abstractions"]);
}

} // namespace

TEST_CASE("Ctrl-C on a terminal ends the search, and what was found is written and shown") {
    const Place place;
    TerminalRun run({place.corpus, endless_arity, "--out", place.out}, place.printed);
    REQUIRE(run.wait_for("step 1 of 3: best "));
    REQUIRE(run.wait_for(" patterns expanded"));
    run.press_control_c();
    CHECK(run.finish() == 130);
    check_cut_short(place.result());
    CHECK(place.result()["patterns_expanded"] > 0);
    CHECK(place.result()["num_abstractions"] == 1);
    const std::string printed = read_input(place.printed);
    CHECK(holds(printed, "fn_0  arity "));
    CHECK(holds(printed, "\nstopped by a signal: "));
    CHECK(place.folder.names() == Texts{"corpus.json", "out.json", "printed"});
}

TEST_CASE("Where standard error is a terminal the progress is shown, and erased in the end") {
    const Place place;
    TerminalRun run({place.corpus, endless_arity, "-i2"}, place.printed);
    REQUIRE(run.wait_for("step 1 of 2: best "));
    CHECK(run.wait_for(", open "));
    run.press_control_c();
    run.finish();
    CHECK(run.shown().starts_with("\r\x1b[K"));
    CHECK(run.shown().ends_with("\r\x1b[K"));
}

TEST_CASE("Quiet means no progress on a terminal either") {
    const Place place;
    TerminalRun run({place.corpus, endless_arity, "-q", "--time-limit", "0.3"}, place.printed);
    CHECK(run.finish() == 0);
    CHECK(run.shown().empty());
    CHECK(read_input(place.printed).empty());
}

TEST_CASE("A signal before the search has begun ends it too, with a result") {
    const Place place;
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        const ChildResult result =
            run_program({place.corpus, endless_arity, "--out", place.out}, {.signals = {signal}});
        CHECK(result.exit_code == 130);
        CHECK(result.errors.empty());
        CHECK(holds(result.output, "\nstopped by a signal: "));
        check_cut_short(place.result());
    }
}

TEST_CASE("A signal while the corpus is waited for ends the program, and nothing is written") {
    const Place place;
    // A pipe that somebody could still write to: the program waits for the rest of its corpus.
    const std::string pipe = place.folder / "pipe";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    const int writing_end = ::open(pipe.c_str(), O_RDWR | O_CLOEXEC);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        const ChildResult result =
            run_program({"-", "--out", place.out}, {.input = pipe, .signals = {signal}});
        CHECK(result.exit_code == 130);
        CHECK(result.output.empty());
        CHECK(result.errors.empty());
    }
    ::close(writing_end);
    CHECK(place.folder.names() == Texts{"corpus.json", "pipe"});
}

TEST_CASE("A time limit ends the search with the best so far, as a success") {
    const Place place;
    for (const std::string limit : {"0", "0.5"}) {
        const ChildResult result =
            run_program({place.corpus, endless_arity, "--out", place.out, "--time-limit", limit});
        CHECK(result.exit_code == 0);
        CHECK(result.errors.empty()); // no progress where there is no terminal
        CHECK(holds(result.output, "\nstopped by the time limit: "));
        check_cut_short(place.result());
    }
}

TEST_CASE("A time limit that is not reached changes nothing") {
    const Place place;
    write_output(place.corpus, R"j(["(f a b c)", "(f a b c)"])j");
    const ChildResult result =
        run_program({place.corpus, "--out", place.out, "--time-limit", "1000000"});
    CHECK(result.exit_code == 0);
    CHECK(place.result()["optimal"] == true);
    CHECK(holds(result.output, "every step proven optimal"));
}
