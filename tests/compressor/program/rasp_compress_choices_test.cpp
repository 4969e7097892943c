// The program rasp-compress with the options that choose what is searched for, and what is told.

#include "compressor/output/compression_json.hpp"
#include "support/files/file.hpp"
#include "tests/compressor/corpus/corpus_of.hpp"
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

struct Place {
    explicit Place(const Texts& programs) { write_output(corpus, OutputJson(programs).dump()); }

    // The result as JSON.
    OutputJson result(Words options = {}) const {
        options.insert(options.end(), {corpus, "-qo-"});
        const ChildResult run = run_program(options);
        REQUIRE(run.exit_code == 0);
        return OutputJson::parse(run.output);
    }

    TemporaryFolder folder;
    std::string corpus = folder / "corpus.json";
    std::string rewritten = folder / "rewritten.json";
};

std::string first_body(const OutputJson& json) {
    return json["abstractions"][0]["body"];
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

const Texts applied = {"(p (f a a a a x))", "(q (f a a a a y))", "(r (f a a a a z))"};

} // namespace

TEST_CASE("Stitch's options choose the forms of abstractions, and the result repeats them") {
    const Place place(applied);
    const OutputJson free = place.result();
    CHECK(first_body(free) == "(f a a a a)");
    for (const std::string name : {"eta_long", "no_curried_metavars", "no_curried_bodies"}) {
        CHECK(free["args"]["step"][name] == false);
    }
    const OutputJson eta_long = place.result({"--eta-long"});
    CHECK(first_body(eta_long) == "(f a a a a #0)");
    CHECK(eta_long["args"]["step"]["eta_long"] == true);
    const OutputJson uncurried = place.result({"--no-curried-bodies"});
    CHECK(first_body(uncurried) == "(f a a a a #0)");
    CHECK(uncurried["args"]["step"]["no_curried_bodies"] == true);

    const Place functions({"(p (g a) (h b b b b b b))", "(q (k a) (h b b b b b b))",
                           "(s (f (g (h c c)) (h c c c c)))", "(s (f (k (h c c)) (h c c c c)))"});
    CHECK(holds(functions.result({"-i9", "--no-other-util"})["abstractions"].dump(), "(#0 "));
    const OutputJson straight =
        functions.result({"-i9", "--no-other-util", "--no-curried-metavars"});
    CHECK_FALSE(holds(straight["abstractions"].dump(), "(#0 "));
    CHECK(straight["args"]["step"]["no_curried_metavars"] == true);
}

TEST_CASE("Without other utility the utility is what an abstraction saves") {
    const Place place({"(f a b c d)", "(f a b c d)"});
    const OutputJson json = place.result({"--no-other-util"});
    CHECK(json["abstractions"][0]["utility"] == 2 * 404);
    CHECK(json["args"]["step"]["no_other_util"] == true);
    CHECK(json["args"]["step"]["structure_penalty"] == 0);
    CHECK(json["abstractions"] == place.result({"--structure-penalty", "0"})["abstractions"]);
    CHECK(place.result()["args"]["step"]["no_other_util"] == false);
}

TEST_CASE("Names continue the numbers of earlier abstractions") {
    const Place place(
        {"(p (f (g a b c) d) (f (g a b c) e))", "(q (f (g a b c) i))", "(r (g a b c) (g a b c))"});
    const OutputJson json = place.result({"--previous-abstractions", "41"});
    REQUIRE(json["num_abstractions"] == 2);
    CHECK(json["abstractions"][0]["name"] == "fn_41");
    CHECK(json["abstractions"][1]["name"] == "fn_42");
    CHECK(json["args"]["previous_abstractions"] == 41);
    CHECK(place.result()["args"]["previous_abstractions"] == 0);
}

TEST_CASE("The rewritten programs alone are a corpus again") {
    const Place place(applied);
    const ChildResult run = run_program({place.corpus, "--save-rewritten", place.rewritten});
    CHECK(run.exit_code == 0);
    CHECK(OutputJson::parse(read_input(place.rewritten)) ==
          OutputJson({"(p (fn_0 x))", "(q (fn_0 y))", "(r (fn_0 z))"}));
    CHECK(run_program({place.rewritten}).exit_code == 0);

    const ChildResult printed = run_program({place.corpus, "--save-rewritten=-"});
    CHECK(printed.output == read_input(place.rewritten));
    CHECK(holds(printed.errors, "fn_0  arity 0"));
}

TEST_CASE("Programs in which nothing was found are saved as they are") {
    const Place place({"((f a) b)", "(g c)"});
    CHECK(run_program({place.corpus, "--save-rewritten", place.rewritten}).exit_code == 0);
    CHECK(OutputJson::parse(read_input(place.rewritten)) == OutputJson({"(f a b)", "(g c)"}));
}

TEST_CASE("The candidates of each step are listed, the best first, and change nothing else") {
    const Place place({"(f a b c)", "(f a b c)", "(g (f a b))"});
    OutputJson one = place.result();
    CHECK_FALSE(one["abstractions"][0].contains("candidates"));
    CHECK(one["args"]["step"]["inv_candidates"] == 1);
    OutputJson three = place.result({"--candidates", "3"});
    CHECK(three["args"]["step"]["inv_candidates"] == 3);
    CHECK_FALSE(three.contains("weights"));
    const OutputJson candidates = three["abstractions"][0]["candidates"];
    REQUIRE(candidates.size() == 3);
    CHECK(candidates[0]["body"] == three["abstractions"][0]["body"]);
    CHECK(candidates[0]["utility"] == three["abstractions"][0]["utility"]);
    CHECK(candidates[0]["final_cost"] == three["abstractions"][0]["final_cost"]);
    for (std::size_t i = 0; i + 1 < candidates.size(); ++i) {
        CHECK(candidates[i]["utility"] >= candidates[i + 1]["utility"]);
    }
    for (const OutputJson& candidate : candidates) {
        CHECK(candidate.size() == 5);
        CHECK(candidate["arity"].is_number_integer());
        CHECK(candidate["num_locations"] >= 1);
        CHECK(candidate["final_cost"] < three["original_cost"]);
    }
    for (OutputJson* json : {&one, &three}) {
        for (OutputJson& abstraction : (*json)["abstractions"]) {
            abstraction.erase("candidates");
        }
    }
    CHECK(one["abstractions"] == three["abstractions"]);
    CHECK(one["rewritten"] == three["rewritten"]);

    const ChildResult summary = run_program({place.corpus, "--candidates=2"});
    CHECK(holds(summary.output, "\n    2. utility "));
}

TEST_CASE("If more candidates are asked for than there are abstractions, all are listed") {
    const Place place({"(f a)", "(f a)"});
    const OutputJson json = place.result({"--candidates", "1000", "--no-other-util"});
    const OutputJson& candidates = json["abstractions"][0]["candidates"];
    CHECK(candidates.size() >= 1);
    CHECK(candidates.size() < 1000);
}
