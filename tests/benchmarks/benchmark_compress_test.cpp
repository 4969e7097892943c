// Tests the program rasp-benchmark-compress.

#include "support/files/file.hpp"
#include "support/json/json_input.hpp"
#include "tests/benchmarks/program_run.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::benchmarks;

namespace {

// A folder with a corpus in which (g a b c) occurs twice.
struct SmallCorpus {
    SmallCorpus() { write_output(path, R"j(["(f (g a b c) d)", "(h (g a b c))"])j"); }

    TemporaryFolder folder;
    std::string path = folder / "small.json";
};

// Returns the line that begins with `beginning`, with runs of blanks merged.
std::string line_of(const std::string& text, const std::string& beginning) {
    const std::size_t start = text.find("\n" + beginning);
    if (start == std::string::npos) {
        return "no line begins with " + beginning;
    }
    std::string line;
    for (const char character : text.substr(start + 1, text.find('\n', start + 1) - start - 1)) {
        if (character != ' ' || !line.ends_with(' ')) {
            line += character;
        }
    }
    return line;
}

} // namespace

TEST_CASE("A corpus is measured, and the results are reported") {
    const SmallCorpus corpus;
    const ChildResult result = run_benchmark({"--repeats", "2", corpus.path});
    CHECK(result.exit_code == 0);
    CHECK(result.errors.empty());
    CHECK(holds(result.output, "\nCorpora: arity 3, 10 iterations, 1 thread, 2 runs each\n"));
    CHECK(line_of(result.output, "small.json").starts_with("small.json 2 "));
    CHECK(line_of(result.output, "small.json").ends_with(" 1,109 -> 503"));
}

TEST_CASE("A folder is measured, without files that are not corpora") {
    const SmallCorpus corpus;
    write_output(corpus.folder / "other.json", "{\"no\": \"corpus\"}");
    const ChildResult result = run_benchmark({"--repeats", "1", corpus.folder.path()});
    CHECK(result.exit_code == 0);
    CHECK(holds(result.errors, "other.json is skipped, it is no corpus\n"));
    CHECK(line_of(result.output, "small.json").ends_with(" 1,109 -> 503"));
    CHECK_FALSE(holds(result.output, "other.json"));

    const ChildResult named =
        run_benchmark({"--repeats", "1", corpus.folder / "other.json", corpus.path});
    CHECK(named.exit_code == 2);
    CHECK(holds(named.errors, "other.json"));
    CHECK(holds(named.output, "small.json"));
}

TEST_CASE("Without corpora named, those of the repository are measured") {
    const ChildResult result = run_benchmark({"--repeats", "1", "-i1", "-a1"});
    CHECK(result.exit_code == 0);
    CHECK(line_of(result.output, "rasp.json").ends_with(" 608,529 -> 475,411"));
}

TEST_CASE("Another command is measured beside it") {
    const SmallCorpus corpus;
    const ChildResult result =
        run_benchmark({"--repeats", "1", "--against", "test {arity}{iterations} = 24 -a -f", "-a2",
                       "-i4", corpus.path});
    CHECK(result.exit_code == 0);
    CHECK(result.errors.empty());
    CHECK(holds(result.output, "other: test {arity}{iterations} = 24 -a -f\n"));
    CHECK(holds(result.output, "memory x"));
    CHECK_FALSE(holds(result.output, "failed"));
}

TEST_CASE("A command that fails is reported, and the rest is measured") {
    const SmallCorpus corpus;
    write_output(corpus.folder / "last.json", "[\"a\"]");
    const ChildResult result =
        run_benchmark({"--against", "echo what is wrong; exit 101;", "--repeats", "2", corpus.path,
                       corpus.folder / "last.json"});
    CHECK(result.exit_code == 0);
    CHECK(holds(result.errors, "failed (exit 101)\nwhat is wrong\n"));
    CHECK(holds(line_of(result.output, "small.json"), " 1,109 -> 503 failed (exit 101) "));
    CHECK(holds(line_of(result.output, "last.json"), " 100 -> 100 failed (exit 101) "));
}

TEST_CASE("Results are kept as JSON, and as Markdown") {
    const SmallCorpus corpus;
    const std::string path = corpus.folder / "result";
    const ChildResult result = run_benchmark(
        {"--repeats", "1", "--json", path, "--markdown", "--against", "true", corpus.path});
    CHECK(result.exit_code == 0);
    CHECK(holds(result.output, "\n| corpus | programs |"));
    const Json json = parse_json(read_input(path));
    const Json& row = json.at("tables").at(0).at("corpora").at(0);
    CHECK(row.at("corpus") == "small.json");
    CHECK(row.at("cost_after") == 503);
    CHECK(row.at("peak_bytes") > 0);
    CHECK(row.at("against").at("user_seconds").is_number());
    CHECK(json.at("against") == "true");

    const ChildResult to_output = run_benchmark({"--repeats", "1", "--json", "-", corpus.path});
    CHECK(parse_json(to_output.output).at("repeats") == 1);
    CHECK(holds(to_output.errors, "small.json"));
}

TEST_CASE("Instructions are counted, or one message says why not") {
    const SmallCorpus corpus;
    const ChildResult result = run_benchmark({"--repeats", "1", "--instructions", corpus.path});
    CHECK(result.exit_code == 0);
    CHECK(holds(result.output, "M instr."));
    if (!result.errors.empty()) {
        CHECK(result.errors.find("instructions are not counted: ") ==
              result.errors.rfind("instructions are not counted: "));
        CHECK(holds(result.errors, "instructions are not counted: "));
    }
}

TEST_CASE("A generated corpus is measured, or written") {
    const ChildResult measured = run_benchmark({"--programs", "20", "--seed=3", "--repeats=1"});
    CHECK(measured.exit_code == 0);
    CHECK(holds(measured.output, "\nGenerated corpora of seed 3: arity 2, 10 iterations, 1 thread, "
                                 "1 run each\n"));
    CHECK(line_of(measured.output, "generated-20").starts_with("generated-20 20 "));

    const TemporaryFolder folder;
    const std::string path = folder / "generated.json";
    CHECK(run_benchmark({"--programs", "20", "--write", path}).exit_code == 0);
    CHECK(parse_json(read_input(path)).size() == 20);
}

TEST_CASE("A signal ends the benchmark, with what was measured before") {
    const SmallCorpus corpus;
    const ChildResult result =
        run_benchmark({corpus.path, "--against", "sleep 60;"}, {.signals = {SIGTERM}});
    CHECK(result.exit_code == 130);
    CHECK(result.errors.empty());
    CHECK(holds(result.output, "cost before -> after"));
}

TEST_CASE("A wrong command line is reported") {
    const SmallCorpus corpus;
    CHECK(run_benchmark({"--repeats", "0"}).exit_code == 2);
    CHECK(run_benchmark({"--programs", "none"}).exit_code == 2);
    CHECK(run_benchmark({"--programs", "0"}).exit_code == 2);
    CHECK(run_benchmark({"--write", corpus.folder / "new.json"}).exit_code == 2);
    CHECK(run_benchmark({"--frequency"}).exit_code == 2);
    CHECK(run_benchmark({"--json", corpus.folder / "no/result", corpus.path}).exit_code == 2);
    const ChildResult missing = run_benchmark({corpus.folder / "no.json"});
    CHECK(missing.exit_code == 2);
    CHECK(holds(missing.errors, "no.json: cannot be read (No such file or directory)\n"));
}

TEST_CASE("The benchmark explains itself") {
    CHECK(holds(run_benchmark({"--help"}).output, "--against"));
    CHECK(holds(run_benchmark({"--version"}).output, "rasp-benchmark-compress "));
}
