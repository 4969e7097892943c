#include "compressor/output/compression_json.hpp"

#include "compressor/corpus/read_corpus.hpp"
#include "tests/compressor/corpus/corpus_of.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

// The result for a corpus, as what comes back from the text that is written.
OutputJson result_of(Corpus corpus, const CompressionSettings& settings,
                     const JsonOptions& options = {}) {
    const Compression found = compress(corpus, settings);
    const std::string text =
        compression_json(corpus, found, settings.settings.penalty, options).dump(2);
    return OutputJson::parse(text);
}

Texts keys(const OutputJson& object) {
    Texts names;
    for (const auto& [name, value] : object.items()) {
        names.push_back(name);
    }
    return names;
}

// Two abstractions, the second of which uses the first.
Corpus two_step_corpus() {
    return corpus_of({"(p (f (g a b c) d) (f (g a b c) e) (f (g a b c) h))",
                      "(q (f (g a b c) i) (f (g a b c) j))",
                      "(r (g a b c) (g a b c) (g a b c) (g a b c) (g a b c) (g a b c))"});
}

} // namespace

TEST_CASE("The result has Stitch's fields in Stitch's order, and ours after them") {
    const OutputJson json = result_of(two_step_corpus(), {.iterations = 2});
    CHECK(keys(json) == Texts{"cmd", "args", "original_cost", "final_cost", "compression_ratio",
                              "num_abstractions", "original", "rewritten", "rewritten_dreamcoder",
                              "abstractions", "version", "optimal", "gap", "stopped_by", "seconds",
                              "patterns_expanded", "tasks"});
    CHECK(keys(json["abstractions"][0]) ==
          Texts{"body", "dreamcoder", "arity", "name", "utility", "final_cost", "compression_ratio",
                "cumulative_compression_ratio", "num_uses", "rewritten", "rewritten_dreamcoder",
                "uses", "dc_comparison_millis", "tdfa_annotation", "variable_types", "depends_on"});
}

TEST_CASE("The program's description of its run is written unchanged") {
    const OutputJson json = result_of(corpus_of({"(f a)"}), {},
                                      {.command = "rasp-compress x.json",
                                       .arguments = {{"iterations", 3}},
                                       .version = "1.2.3",
                                       .seconds = 0.25});
    CHECK(json["cmd"] == "rasp-compress x.json");
    CHECK(json["args"] == OutputJson({{"iterations", 3}}));
    CHECK(json["version"] == "1.2.3");
    CHECK(json["seconds"] == 0.25);
}

TEST_CASE("Costs, counts and utilities are whole numbers, ratios are not") {
    const OutputJson json = result_of(two_step_corpus(), {.iterations = 2});
    REQUIRE(json["num_abstractions"] == 2);
    REQUIRE(json["abstractions"].size() == 2);
    CHECK(json["original_cost"].is_number_integer());
    CHECK(json["final_cost"].is_number_integer());
    CHECK(json["patterns_expanded"].is_number_integer());
    CHECK(json["seconds"].is_number_float());
    for (const OutputJson& abstraction : json["abstractions"]) {
        for (const char* name : {"arity", "utility", "final_cost", "num_uses"}) {
            CAPTURE(name);
            CHECK(abstraction[name].is_number_integer());
        }
        CHECK(abstraction["compression_ratio"].is_number_float());
        CHECK(abstraction["cumulative_compression_ratio"].is_number_float());
    }
}

TEST_CASE("Ratios compare with the step before and with the beginning") {
    const OutputJson json = result_of(two_step_corpus(), {.iterations = 2});
    const auto original = json["original_cost"].get<double>();
    const auto first = json["abstractions"][0]["final_cost"].get<double>();
    const auto second = json["abstractions"][1]["final_cost"].get<double>();
    CHECK(json["final_cost"] == json["abstractions"][1]["final_cost"]);
    CHECK(json["abstractions"][0]["compression_ratio"] == original / first);
    CHECK(json["abstractions"][1]["compression_ratio"] == first / second);
    CHECK(json["abstractions"][1]["cumulative_compression_ratio"] == original / second);
    CHECK(json["compression_ratio"] == original / second);
}

TEST_CASE("Programs are written in the order of the corpus, before and after, with their tasks") {
    const OutputJson json =
        result_of(frontiers_of({{"t", "((f a b) c)"}, {"u", "(f a b d)"}, {"t", "(k x y z w)"}}),
                  {.iterations = 1, .settings = {.penalty = {.units = 0}}});
    CHECK(json["original"] == OutputJson({"(f a b c)", "(f a b d)", "(k x y z w)"}));
    CHECK(json["rewritten"] == OutputJson({"(fn_0 c)", "(fn_0 d)", "(k x y z w)"}));
    CHECK(json["tasks"] == OutputJson({"t", "u", "t"}));
}

TEST_CASE("Without an abstraction the rewritten corpus is the original one") {
    const OutputJson json =
        result_of(corpus_of({"(lambda (f $0))"}), {}, {.rewritten_dreamcoder = true});
    CHECK(json["num_abstractions"] == 0);
    CHECK(json["abstractions"] == OutputJson::array());
    CHECK(json["original"] == OutputJson({"(lam (f $0))"}));
    CHECK(json["rewritten"] == json["original"]);
    CHECK(json["rewritten_dreamcoder"] == OutputJson({"(lambda (f $0))"}));
    CHECK(json["compression_ratio"] == 1.0);
    CHECK(json["optimal"] == true);
    CHECK(json["gap"].is_null());
    CHECK(json["stopped_by"].is_null());
}

TEST_CASE("What is not asked for, or is Stitch's alone, is null") {
    const OutputJson json = result_of(two_step_corpus(), {.iterations = 1});
    const OutputJson& first = json["abstractions"][0];
    CHECK(json["rewritten_dreamcoder"].is_null());
    CHECK(first["rewritten"].is_null());
    CHECK(first["rewritten_dreamcoder"].is_null());
    CHECK(first["dc_comparison_millis"].is_null());
    CHECK(first["tdfa_annotation"].is_null());
}

TEST_CASE("Intermediate corpora are there if asked for, in DreamCoder's form if that is too") {
    const OutputJson plain =
        result_of(two_step_corpus(), {.iterations = 2}, {.rewritten_intermediates = true});
    CHECK(plain["abstractions"][1]["rewritten"] == plain["rewritten"]);
    CHECK(plain["abstractions"][0]["rewritten"] != plain["rewritten"]);
    CHECK(plain["abstractions"][0]["rewritten"].size() == 3);
    CHECK(plain["abstractions"][0]["rewritten_dreamcoder"].is_null());

    const OutputJson both =
        result_of(two_step_corpus(), {.iterations = 2},
                  {.rewritten_intermediates = true, .rewritten_dreamcoder = true});
    CHECK(both["abstractions"][1]["rewritten_dreamcoder"] == both["rewritten_dreamcoder"]);
    CHECK(both["abstractions"][0]["rewritten_dreamcoder"].size() == 3);

    const OutputJson final_only =
        result_of(two_step_corpus(), {.iterations = 2}, {.rewritten_dreamcoder = true});
    CHECK(final_only["rewritten_dreamcoder"].size() == 3);
    CHECK(final_only["abstractions"][0]["rewritten_dreamcoder"].is_null());
}

TEST_CASE("An abstraction lists the earlier ones that it depends on") {
    const OutputJson json =
        result_of(two_step_corpus(), {.iterations = 2}, {.rewritten_dreamcoder = true});
    const OutputJson& first = json["abstractions"][0];
    const OutputJson& second = json["abstractions"][1];
    CHECK(first["body"] == "(g a b c)");
    CHECK(first["dreamcoder"] == "#(g a b c)");
    CHECK(first["depends_on"] == OutputJson::array());
    CHECK(second["body"] == "(f fn_0)");
    CHECK(second["dreamcoder"] == "#(f #(g a b c))");
    CHECK(second["depends_on"] == OutputJson({"fn_0"}));
    CHECK(json["rewritten_dreamcoder"][1] == "(q (#(f #(g a b c)) i) (#(f #(g a b c)) j))");
}

TEST_CASE("An abstraction of the input is a name in programs and its text in DreamCoder's form") {
    const std::string known = "#(lambda (+ $0 1))";
    Corpus corpus = read_corpus(
        R"j({"DSL": {"productions": [{"expression": "#(lambda (+ $0 1))"}]}, "frontiers": [
            {"task": "a", "programs": [{"program": "(map (#(lambda (+ $0 1)) 1) x y)"}]},
            {"task": "b", "programs": [{"program": "(map (#(lambda (+ $0 1)) 1) x z)"}]}]})j");
    const OutputJson json =
        result_of(std::move(corpus), {.iterations = 1}, {.rewritten_dreamcoder = true});
    CHECK(json["original"][0] == "(map (dreamcoder_abstraction_0 1) x y)");
    CHECK(json["abstractions"][0]["body"] == "(map (dreamcoder_abstraction_0 1) x)");
    CHECK(json["abstractions"][0]["dreamcoder"] == "#(map (" + known + " 1) x)");
    CHECK(json["abstractions"][0]["depends_on"] == OutputJson::array());
    CHECK(json["rewritten_dreamcoder"][0] == "(#(map (" + known + " 1) x) y)");
}

TEST_CASE("There is one metavariable type for each argument") {
    const OutputJson json = result_of(
        corpus_of({"(f a b c d (g x) (h y))", "(f a b c d (g y) (h z))", "(f a b c d u v)"}),
        {.iterations = 1});
    CHECK(json["abstractions"][0]["arity"] == 0);
    CHECK(json["abstractions"][0]["variable_types"] == OutputJson::array());
    const OutputJson two = result_of(
        corpus_of({"(f (g a) b b b b b (h a))", "(f (g c) b b b b b (h d))"}), {.iterations = 1});
    CHECK(two["abstractions"][0]["body"] == "(f (g #0) b b b b b (h #1))");
    CHECK(two["abstractions"][0]["variable_types"] == OutputJson({"M", "M"}));
}

TEST_CASE("A fractional penalty gives fractional utilities, and whole ones stay whole") {
    const Corpus corpus = corpus_of({"(f a b c d e)", "(f a b c d e)"});
    const auto with_penalty = [&](std::int64_t units, std::int64_t scale) {
        const OutputJson json =
            result_of(corpus_of({"(f a b c d e)", "(f a b c d e)"}),
                      {.settings = {.penalty = {.units = units, .scale = scale}}});
        return json["abstractions"][0]["utility"];
    };
    CHECK(with_penalty(1, 1) == 405);
    CHECK(with_penalty(1, 2) == 707.5);
    CHECK(with_penalty(1, 5) == 889);
    CHECK(with_penalty(1, 5).is_number_integer());
    CHECK(with_penalty(0, 1) == 1010);
}

TEST_CASE("A search that was cut short is not optimal and has a gap") {
    Corpus corpus = two_step_corpus();
    Compression found = compress(corpus, {.iterations = 1});
    found.gap = 7;
    found.stopped = StopReason::time;
    const OutputJson whole = compression_json(corpus, found, {}, {});
    CHECK(whole["optimal"] == false);
    CHECK(whole["gap"] == 7);
    CHECK(keys(whole)[12] == "gap");
    CHECK(whole["stopped_by"] == "time_limit");
    CHECK(compression_json(corpus, found, {.units = 1, .scale = 2}, {})["gap"] == 3.5);
}

TEST_CASE("A corpus that comes to cost nothing has no ratio that JSON can hold") {
    CompressionSettings settings;
    settings.settings.costs.primitive = 0;
    const OutputJson json = result_of(corpus_of({"(f a b)", "(f a b)"}), settings);
    CHECK(json["final_cost"] == 0);
    CHECK(json["compression_ratio"].is_null());
    settings.settings.costs.application = 0;
    CHECK(result_of(corpus_of({"(f a b)"}), settings)["compression_ratio"] == 1.0);
}
