// The program rasp-compress where it goes on from a library, and what it keeps of its corpus.

#include "compressor/output/compression_json.hpp"
#include "support/files/file.hpp"
#include "tests/compressor/corpus/corpus_of.hpp"
#include "tests/compressor/search/random_rows.hpp"
#include "tests/support/program_run.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

using Words = std::vector<std::string>;

const std::string rasp_corpus = RASP_STITCH_SOURCE_DIR "/corpora/rasp.json";

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

OutputJson json_of(const std::string& path) {
    return OutputJson::parse(read_input(path));
}

struct Place {
    ChildResult run(const Words& more) const {
        Words words = {"--quiet"};
        words.insert(words.end(), more.begin(), more.end());
        return run_program(words);
    }

    TemporaryFolder folder;
    std::string corpus = folder / "corpus.json";
    std::string library = folder / "library.json";
    std::string out = folder / "out.json";
    std::string again = folder / "again.json";
};

// An abstraction without what only one of two runs tells.
OutputJson without_origin(OutputJson abstraction) {
    abstraction.erase("from_library");
    return abstraction;
}

} // namespace

TEST_CASE("A run that goes on from the result of another ends where one run would") {
    const Place place;
    REQUIRE(place.run({rasp_corpus, "-i2", "-o", place.library}).exit_code == 0);
    REQUIRE(place.run({rasp_corpus, "-i1", "-l", place.library, "-o", place.again}).exit_code == 0);
    REQUIRE(place.run({rasp_corpus, "-i1", "-l", place.again, "-o", place.out}).exit_code == 0);
    const OutputJson parted = json_of(place.out);
    REQUIRE(place.run({rasp_corpus, "-i4", "-o", place.library}).exit_code == 0);
    const OutputJson whole = json_of(place.library);
    CHECK(parted["original_cost"] == whole["original_cost"]);
    CHECK(parted["final_cost"] == whole["final_cost"]);
    CHECK(parted["rewritten"] == whole["rewritten"]);
    REQUIRE(parted["num_abstractions"] == 4);
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK(parted["abstractions"][i]["from_library"] == (i < 3));
        CHECK(without_origin(parted["abstractions"][i]) == whole["abstractions"][i]);
    }
    CHECK(parted["args"]["library"] == place.again);
    // rasp-rewrite reads it, too.
    REQUIRE(run_program({"-l", place.out, rasp_corpus, "-q", "-o", place.again},
                        {.program = RASP_REWRITE_PATH})
                .exit_code == 0);
    CHECK(json_of(place.again)["rewritten"] == whole["rewritten"]);
}

TEST_CASE("The summary says which abstractions are from the library") {
    const Place place;
    write_output(place.corpus, R"j(["(p (f a b c) d)", "(q (f a b c) d)"])j");
    write_output(place.library, R"j([{"name": "n", "body": "(f a b #0)"}])j");
    const ChildResult result = run_program({place.corpus, "--library", place.library});
    CHECK(holds(result.output, "\nn  from the library, arity 1, 2 uses, utility "));
    CHECK(holds(result.output, "\nevery step proven optimal: "));
    const ChildResult none = run_program({place.corpus, "--library", place.library, "-i0"});
    CHECK(holds(none.output, "\nno step was searched: "));
    CHECK_FALSE(holds(none.output, "optimal"));
}

TEST_CASE("A library whose names the corpus uses is refused, unless it gets other names") {
    const Place place;
    write_output(place.corpus, R"j(["(fn_0 (f a b c))", "(q (f a b c))"])j");
    write_output(place.library, R"j([{"name": "fn_0", "body": "(f a b #0)"}])j");
    const ChildResult refused = place.run({place.corpus, "-l", place.library, "-o", place.out});
    CHECK(refused.exit_code == 2);
    CHECK(refused.errors == "rasp-compress: " + place.corpus +
                                ": program 0 uses \"fn_0\" already, which is the name of an "
                                "abstraction of the library\nexpected programs that are not "
                                "rewritten yet, or other names for the abstractions (--rename)\n");
    const ChildResult renamed = place.run(
        {place.corpus, "-l", place.library, "--rename", "old_", "-i0", "--save-rewritten=-"});
    CHECK(OutputJson::parse(renamed.output) == OutputJson({"(fn_0 (old_0 c))", "(q (old_0 c))"}));
    CHECK(place.run({place.corpus, "--rename", "x"})
              .errors.starts_with("rasp-compress: --rename is given, but there is no library"));
    CHECK(place.run({place.corpus, "-l", place.out})
              .errors.starts_with("rasp-compress: " + place.out + ": cannot be read"));
    CHECK(place.run({place.corpus, "-l", place.corpus})
              .errors.starts_with("rasp-compress: " + place.corpus + ", at /0: found "));
    CHECK(place.run({place.corpus, "-l", place.library, "-o", place.library})
              .errors.starts_with("rasp-compress: --out names the library itself, "));
}

TEST_CASE("The rewritten programs of the RASP corpus have its tasks and examples") {
    const Place place;
    REQUIRE(place.run({rasp_corpus, "-i2", "--save-rewritten", place.corpus}).exit_code == 0);
    CHECK(holds(run_program({place.corpus, "-i0"}).output, "111 programs of 78 tasks, cost "));
}

TEST_CASE("Tasks and weights of a list of programs count, and are told") {
    const Place place;
    write_output(place.corpus, R"j({"programs": ["(f a b c)", "(g (f a b c) d)", "(h (f a b c))"],
                                    "tasks": ["t", "t", "u"], "weights": [1, 1, 2]})j");
    const ChildResult result = run_program({place.corpus, "-o", place.out});
    CHECK(holds(result.output, "3 programs of 2 tasks, cost 1,411 -> "));
    CHECK(json_of(place.out)["tasks"] == OutputJson({"t", "t", "u"}));
    CHECK(json_of(place.out)["weights"] == OutputJson({1, 1, 2}));
    const std::string weights = place.folder / "weights.json";
    write_output(weights, "[1, 1, 1]");
    CHECK(holds(run_program({place.corpus, "--weights", weights}).output, "cost 907 -> "));
}

TEST_CASE("The cost of a metavariable is repeated, and changes nothing else") {
    const Place place;
    REQUIRE(place.run({rasp_corpus, "-i1", "-o", place.out}).exit_code == 0);
    REQUIRE(place.run({rasp_corpus, "-i1", "--cost-ivar", "7", "-o", place.again}).exit_code == 0);
    const OutputJson usual = json_of(place.out);
    const OutputJson other = json_of(place.again);
    CHECK(usual["args"]["step"]["cost"]["cost_ivar"] == 100);
    CHECK(other["args"]["step"]["cost"]["cost_ivar"] == 7);
    CHECK(other["abstractions"] == usual["abstractions"]);
}

TEST_CASE("A cost for a primitive that nothing has is worth a warning") {
    const Place place;
    write_output(place.corpus, R"j(["(select a b)", "(select a b)"])j");
    const ChildResult result =
        place.run({place.corpus, "--cost-prim", R"({"selct": 5, "nothing like it": 5, "a": 3})"});
    CHECK(result.exit_code == 0);
    CHECK(result.errors ==
          "rasp-compress: warning: --cost-prim gives \"nothing like it\" a cost, but no program "
          "uses it\n"
          "rasp-compress: warning: --cost-prim gives \"selct\" a cost, but no program uses it; did "
          "you mean \"select\"?\n");
}

TEST_CASE("A corpus whose meaning cannot be checked is refused before the search") {
    const Place place;
    OutputJson entries = OutputJson::array();
    for (const std::string& program : random_rows(300, 80, 2)) {
        entries.push_back({{"name", std::to_string(entries.size())}, {"program", program}});
    }
    write_output(place.corpus, entries.dump());
    // The search would take longer than any test.
    const ChildResult result =
        run_program({place.corpus, "-a12", "--check-meaning", "-o", place.out, "--dot=-"});
    CHECK(result.exit_code == 2);
    CHECK(result.output.empty());
    CHECK(result.errors == "rasp-compress: " + place.corpus +
                               ", at /0: the member \"examples\" is missing\nexpected a corpus of "
                               "the form rasp, with examples, for --check-meaning\n");
}

TEST_CASE("The variables of the summary have names on request") {
    const Place place;
    write_output(place.corpus, R"j(["(λ (f (λ (g $0 a)) $0))", "(h (λ (g $0 a)))",
                                    "(k b (lambda (g $0 a)))"])j");
    CHECK(holds(run_program({place.corpus, "--named-variables"}).output, "    (lam x (g x a))\n"));
    CHECK(holds(run_program({place.corpus}).output, "    (lam (g $0 a))\n"));
}
