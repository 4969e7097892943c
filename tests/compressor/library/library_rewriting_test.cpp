// Corpora rewritten with libraries that are given.

#include "compressor/corpus/read_corpus.hpp"
#include "compressor/library/library_rewriting.hpp"
#include "compressor/output/compression_json.hpp"
#include "support/files/file.hpp"
#include "tests/compressor/corpus/corpus_of.hpp"
#include "tests/compressor/judge/judge.hpp"
#include "tests/support/message_of.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

std::string library_of(const std::vector<std::pair<std::string, std::string>>& abstractions) {
    OutputJson json = OutputJson::array();
    for (const auto& [name, body] : abstractions) {
        json.push_back({{"name", name}, {"body", body}});
    }
    return json.dump();
}

// What rasp-compress would write.
std::string library_text(const Corpus& corpus, const Compression& compression) {
    return compression_json(corpus, compression, {}, {}).dump();
}

Compression rewrite_with(Corpus& corpus, const std::string& library,
                         const Settings& settings = {}) {
    const Library read = read_library(corpus.store, library);
    return rewrite_with_library(corpus, read, settings);
}

// The library of these names and bodies, used on the corpus.
Compression rewrite_with(Corpus& corpus,
                         const std::vector<std::pair<std::string, std::string>>& abstractions,
                         const Settings& settings = {}) {
    return rewrite_with(corpus, library_of(abstractions), settings);
}

Texts rewritten(const Corpus& corpus, const Compression& compression) {
    return printed(corpus.store, compression.steps.back().rewriting.roots);
}

// Compresses one of two equal corpora and rewrites the other with what was found.
void check_same(Corpus searched, Corpus given, const CompressionSettings& settings) {
    const Compression found = compress(searched, settings);
    const Compression again = rewrite_with(given, library_text(searched, found), settings.settings);
    REQUIRE(again.original_cost == found.original_cost);
    REQUIRE(again.steps.size() == found.steps.size());
    for (std::size_t i = 0; i < found.steps.size(); ++i) {
        const Step& expected = found.steps[i];
        const Step& step = again.steps[i];
        REQUIRE(step.name == expected.name);
        REQUIRE(step.body == expected.body);
        REQUIRE(step.dreamcoder == expected.dreamcoder);
        REQUIRE(step.utility == expected.utility);
        REQUIRE(step.cost_before == expected.cost_before);
        REQUIRE(step.cost_after == expected.cost_after);
        REQUIRE(step.rewriting.use_count == expected.rewriting.use_count);
        REQUIRE(step.rewriting.uses.size() == expected.rewriting.uses.size());
        REQUIRE(printed(given.store, step.rewriting.roots) ==
                printed(searched.store, expected.rewriting.roots));
    }
}

} // namespace

TEST_CASE("The library found in a random corpus rewrites that corpus as the search did") {
    for (std::uint64_t seed = 0; seed < 1500; ++seed) {
        CAPTURE(seed);
        const judge::Trial trial = judge::random_trial(seed);
        check_same(trial.corpus, trial.corpus, {.iterations = 4, .settings = trial.settings});
    }
}

TEST_CASE("The library found in a corpus of the project rewrites it as the search did") {
    std::size_t count = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(RASP_STITCH_SOURCE_DIR "/corpora")) {
        // Tasks are examples, without programs.
        if (entry.path().extension() == ".json" && entry.path().filename() != "tasks.json") {
            CAPTURE(entry.path().string());
            const Corpus corpus = read_corpus(read_input(entry.path().string()));
            check_same(corpus, corpus, {.iterations = 5, .settings = {.max_arity = 3}});
            ++count;
        }
    }
    CHECK(count >= 2);
}

TEST_CASE("Programs that were not in the corpus of the library are rewritten too") {
    Corpus corpus = corpus_of({"(k (f (g a) (g a)))", "(f (g b) (g c))", "(h x)"});
    const Compression result = rewrite_with(
        corpus,
        {{"double", "(f #0 #0)"}, {"two", "(f (g #0) (g #1))"}, {"both", "(k (double #0))"}});
    CHECK(rewritten(corpus, result) == Texts{"(both (g a))", "(two b c)", "(h x)"});
    CHECK(result.steps[0].rewriting.use_count == 1);
    CHECK(result.steps[2].dreamcoder == "#(lambda (k (#(lambda (f $0 $0)) $0)))");
}

TEST_CASE("Uses pass their arguments in the order of the numbers in the body") {
    const Texts programs = {"(f a b c d e)"};
    Corpus corpus = corpus_of(programs);
    const Compression result = rewrite_with(corpus, {{"n", "(f #1 #2 #0 d e)"}});
    CHECK(result.steps[0].body == "(f #1 #2 #0 d e)");
    CHECK(rewritten(corpus, result) == Texts{"(n c a b)"});
    CHECK(printed_programs(corpus) == programs);
}

TEST_CASE("An abstraction that saves nothing is a step that changes nothing") {
    const Texts programs = {"(f a)", "(lam (g $0))"};
    Corpus corpus = corpus_of(programs);
    const Compression result =
        rewrite_with(corpus, {{"dear", "(f #0)"}, {"strange", "(unknown #0 here)"}, {"leaf", "a"}});
    REQUIRE(result.steps.size() == 3);
    for (const Step& step : result.steps) {
        CHECK(step.rewriting.use_count == 0);
        CHECK(step.rewriting.uses.empty());
        CHECK(step.cost_after == step.cost_before);
        CHECK(step.utility <= 0);
    }
    CHECK(rewritten(corpus, result) == programs);
}

TEST_CASE("An empty library leaves the corpus alone") {
    Corpus corpus = corpus_of({"(f a)"});
    const Compression result = rewrite_with(corpus, "[]");
    CHECK(result.steps.empty());
    CHECK(result.final_cost() == 201);
}

TEST_CASE("A task costs what its cheapest program costs after rewriting") {
    Corpus corpus = frontiers_of({{"t", "(f a b c d e)"}, {"t", "(k l)"}, {"u", "(f a b c d x)"}});
    const Compression result = rewrite_with(corpus, {{"n", "(f a b c d)"}});
    CHECK(result.original_cost == 201 + 605);
    CHECK(result.final_cost() == 201 + 201);
    CHECK(rewritten(corpus, result) == Texts{"(n e)", "(k l)", "(n x)"});
}

TEST_CASE("A corpus that has an abstraction's name as a primitive is refused") {
    Corpus corpus = corpus_of({"(f a)", "(g (fn_0 b))"});
    CHECK(message_of([&] {
              rewrite_with(corpus, {{"fn_1", "(f a)"}, {"fn_0", "(g #0)"}});
          }) ==
          "program 1 uses \"fn_0\" already, which is the name of an abstraction of the library\n"
          "expected programs that are not rewritten yet, or other names for the abstractions");
}

TEST_CASE("A name with a cost of its own is refused") {
    Corpus corpus = corpus_of({"(f a)"});
    const Settings settings{.costs = {.primitives = {{"fn_0", 7}}}};
    CHECK(message_of([&] {
              rewrite_with(corpus, {{"fn_0", "(f a)"}}, settings);
          }).starts_with("a cost of its own for \"fn_0\", "));
}

TEST_CASE("Unused names are found for the abstractions") {
    Corpus corpus = corpus_of({"(x0 a)", "(f x3)"});
    const Library library =
        read_library(corpus.store, library_of({{"x1", "(f #0)"}, {"y", "(x1 x2)"}}));
    const Settings settings{.costs = {.primitives = {{"x4", 7}}}};
    CHECK(unused_names(corpus, library, settings, "x") == Texts{"x1", "x5"});
    CHECK(unused_names(corpus, library, settings, "z") == Texts{"z0", "z1"});
}

TEST_CASE("A stop before the end leaves the rest of the library unused") {
    Corpus corpus = corpus_of({"(f a b c)"});
    const Library library = read_library(corpus.store, library_of({{"n", "(f a b)"}}));
    std::stop_source source;
    source.request_stop();
    const Compression result =
        rewrite_with_library(corpus, library, {}, {.stop = source.get_token()});
    CHECK(result.steps.empty());
    CHECK(result.stopped == StopReason::interrupted);
    CHECK(result.final_cost() == result.original_cost);
    CHECK(rewrite_with_library(corpus, library, {}, {.seconds = 0}).stopped == StopReason::time);
    CHECK(rewrite_with_library(corpus, library, {}).stopped == StopReason::none);
}

TEST_CASE("In eta-long form, no use is applied or is a lambda, and applied arguments are lambdas") {
    const Texts programs = {"(f a b c)", "(g (f a b))", "(lam (h a (k $0)))", "(map (p (q x) y))"};
    const std::vector<std::pair<std::string, std::string>> abstractions = {
        {"part", "(f a #0)"}, {"whole", "(lam (h a (k $0)))"}, {"apply", "(#0 (q x) #1)"}};
    Corpus plain = corpus_of(programs);
    CHECK(rewritten(plain, rewrite_with(plain, abstractions)) ==
          Texts{"(part b c)", "(g (part b))", "whole", "(map (apply p y))"});
    Corpus eta_long = corpus_of(programs);
    CHECK(
        rewritten(eta_long, rewrite_with(eta_long, abstractions, {.forms = {.eta_long = true}})) ==
        Texts{"(f a b c)", "(g (part b))", "(lam (h a (k $0)))", "(map (p (q x) y))"});
    // The argument that the body applies costs two lambdas more, which this one is worth.
    Corpus large = corpus_of({"(map (p (q x x x x x x x) y))"});
    CHECK(rewritten(large, rewrite_with(large, {{"apply", "(#0 (q x x x x x x x) #1)"}},
                                        {.forms = {.eta_long = true}})) ==
          Texts{"(map (apply (lam (lam (p $1 $0))) y))"});
}

TEST_CASE("The library found under restricted matching rewrites its corpus as the search did") {
    for (std::uint64_t seed = 0; seed < 1500; ++seed) {
        CAPTURE(seed);
        const judge::Trial trial = judge::random_matching_trial(seed);
        if (judge::has_clear_states(trial)) {
            check_same(trial.corpus, trial.corpus, {.iterations = 2, .settings = trial.settings});
        }
    }
}
