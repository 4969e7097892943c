// The program rasp-compress with a part of a corpus, in another order, with weights.

#include "compressor/output/compression_json.hpp"
#include "support/files/file.hpp"
#include "tests/compressor/corpus/corpus_of.hpp"
#include "tests/support/program_run.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

using Words = std::vector<std::string>;

const std::string rasp_corpus = RASP_STITCH_SOURCE_DIR "/corpora/rasp.json";

OutputJson result(Words options) {
    options.insert(options.end(), {"-qo-"});
    const ChildResult run = run_program(options);
    REQUIRE(run.errors.empty());
    REQUIRE(run.exit_code == 0);
    return OutputJson::parse(run.output);
}

Texts sorted(const OutputJson& texts) {
    Texts all = texts.get<Texts>();
    std::sort(all.begin(), all.end());
    return all;
}

struct Place {
    Place() { write_output(corpus, R"j(["(f a b c)", "(f a b c)", "(f a b d)", "(g e)"])j"); }

    OutputJson weighted(const std::string& json, Words options = {}) const {
        write_output(weights, json);
        options.insert(options.end(), {corpus, "--weights", weights});
        return result(options);
    }

    TemporaryFolder folder;
    std::string corpus = folder / "corpus.json";
    std::string weights = folder / "weights.json";
};

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("Shuffled programs are the same in another order, and compress as well") {
    const OutputJson straight = result({rasp_corpus, "-i1"});
    const OutputJson shuffled = result({rasp_corpus, "-i1", "--shuffle"});
    CHECK(straight["args"]["shuffle"] == false);
    CHECK_FALSE(straight["args"].contains("seed"));
    CHECK(shuffled["args"]["shuffle"] == true);
    CHECK(shuffled["args"]["seed"] == 0);
    CHECK(shuffled["original"] != straight["original"]);
    CHECK(sorted(shuffled["original"]) == sorted(straight["original"]));
    CHECK(sorted(shuffled["rewritten"]) == sorted(straight["rewritten"]));
    CHECK(shuffled["final_cost"] == straight["final_cost"]);
    CHECK(shuffled["abstractions"][0]["uses"] == straight["abstractions"][0]["uses"]);
}

TEST_CASE("The seed chooses the order, and 0 is the one without a seed") {
    const auto programs = [](const Words& seed) {
        Words options = {rasp_corpus, "-i0", "--shuffle"};
        options.insert(options.end(), seed.begin(), seed.end());
        return result(options)["original"];
    };
    CHECK(programs({}) == programs({"--seed", "0"}));
    CHECK(programs({"--seed", "1"}) == programs({"--seed=1"}));
    CHECK(programs({"--seed", "1"}) != programs({}));
    CHECK(programs({"--seed", "9223372036854775807"}) != programs({}));
}

TEST_CASE("Truncated, the corpus is its first programs and nothing else") {
    const OutputJson all = result({rasp_corpus, "-i0"});
    const OutputJson json = result({rasp_corpus, "-i2", "--truncate", "20"});
    CHECK(json["args"]["truncate"] == 20);
    CHECK(all["args"]["truncate"].is_null());
    REQUIRE(json["original"].size() == 20);
    CHECK(json["tasks"].size() == 20);
    CHECK(std::equal(json["original"].begin(), json["original"].end(), all["original"].begin()));

    const TemporaryFolder folder;
    const std::string alone = folder / "alone.json";
    OutputJson programs = OutputJson::parse(read_input(rasp_corpus));
    programs.erase(programs.begin() + 20, programs.end());
    write_output(alone, programs.dump());
    CHECK(json["abstractions"] == result({alone, "-i2"})["abstractions"]);

    const OutputJson more = result({rasp_corpus, "-i0", "--truncate", "100000"});
    CHECK(more["original"] == all["original"]);
    CHECK(more["original_cost"] == all["original_cost"]);
}

TEST_CASE("Truncation comes after shuffling") {
    const OutputJson shuffled = result({rasp_corpus, "-i0", "--shuffle", "--seed=5"});
    const OutputJson sample =
        result({rasp_corpus, "-i0", "--shuffle", "--seed=5", "--truncate=10"});
    REQUIRE(sample["original"].size() == 10);
    CHECK(std::equal(sample["original"].begin(), sample["original"].end(),
                     shuffled["original"].begin()));
    CHECK(std::equal(sample["tasks"].begin(), sample["tasks"].end(), shuffled["tasks"].begin()));
}

TEST_CASE("Weights multiply the costs of programs, and numbers are whole where they can be") {
    const Place place;
    const OutputJson json = place.weighted("[1.5, 1, 2, 0]", {"-i1", "--candidates", "2"});
    CHECK(json["weights"] == OutputJson({1.5, 1, 2, 0}));
    CHECK(json["weights"][1].is_number_integer());
    CHECK(json["original_cost"] == 1813.5);
    const OutputJson& first = json["abstractions"][0];
    CHECK(first["body"] == "(f a b)");
    CHECK(first["final_cost"] == 904.5);
    CHECK(json["final_cost"] == 904.5);
    CHECK(first["utility"] == 607);
    CHECK(first["utility"].is_number_integer());
    CHECK(first["candidates"][0]["final_cost"] == 904.5);
    CHECK(first["candidates"][1]["utility"] < 607);
    CHECK_FALSE(result({place.corpus}).contains("weights"));

    const ChildResult summary = run_program({place.corpus, "-i1", "--weights", place.weights});
    CHECK(holds(summary.output, "cost 1,813.5 -> 904.5, ratio 2.00\n"));
    CHECK(holds(summary.output, "utility 607, cost 1,813.5 -> 904.5\n"));
}

TEST_CASE("Weights of 1 change nothing") {
    const Place place;
    OutputJson plain = result({place.corpus});
    OutputJson weighted = place.weighted("{}");
    CHECK(weighted["weights"] == OutputJson({1, 1, 1, 1}));
    for (const std::string name : {"original_cost", "final_cost", "abstractions", "rewritten"}) {
        CHECK(weighted[name] == plain[name]);
    }
}

TEST_CASE("Weights go with their programs when those are shuffled and truncated") {
    const Place place;
    write_output(place.corpus, R"j(["a", "b", "c", "d", "e", "f", "g", "h"])j");
    const std::string weights = R"({"0": 1, "1": 2, "program 2": 3, "3": 4, "4": 5, "5": 6,
                                    "6": 7, "7": 8})";
    const OutputJson json = place.weighted(weights, {"--shuffle", "--truncate", "6"});
    REQUIRE(json["weights"].size() == 6);
    for (std::size_t i = 0; i < 6; ++i) {
        const int letter = json["original"][i].get<std::string>().front();
        CHECK(json["weights"][i] == letter - 'a' + 1);
    }
}

TEST_CASE("A gap is in the user's units too") {
    const Place place;
    const OutputJson json = place.weighted("[0.5, 0.5, 0.5, 0.5]", {"--time-limit", "0"});
    const OutputJson plain = result({place.corpus, "--time-limit", "0"});
    REQUIRE(json.contains("gap"));
    CHECK(json["stopped_by"] == "time_limit");
    // Half of what is saved, and all of what the body costs.
    CHECK(json["gap"] <= plain["gap"]);
}

TEST_CASE("Weights can come from standard input if the corpus does not") {
    const Place place;
    write_output(place.weights, "[1, 2, 3, 4]");
    const ChildResult run =
        run_program({place.corpus, "-qo-", "--weights", "-"}, {.input = place.weights});
    CHECK(OutputJson::parse(run.output)["weights"] == OutputJson({1, 2, 3, 4}));
}
