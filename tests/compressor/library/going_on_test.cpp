// A compression that goes on from a library.

#include "compressor/corpus/read_corpus.hpp"
#include "compressor/library/compress.hpp"
#include "compressor/library/library.hpp"
#include "compressor/output/compression_json.hpp"
#include "tests/compressor/corpus/corpus_of.hpp"
#include "tests/compressor/judge/judge.hpp"
#include "tests/support/message_of.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

Texts final_programs(const Corpus& corpus, const Compression& compression) {
    return compression.steps.empty()
               ? printed_programs(corpus)
               : printed(corpus.store, compression.steps.back().rewriting.roots);
}

// Sets the members one by one: g++ 12 takes the others for uninitialized otherwise.
CompressionSettings going_on_from(const Library& library, std::uint32_t iterations = 3) {
    CompressionSettings settings;
    settings.iterations = iterations;
    settings.library = library;
    return settings;
}

// Compresses in rounds, each of which goes on from the JSON of the one before, with a fresh copy of
// the corpus.
Compression in_rounds(const Corpus& corpus, CompressionSettings settings,
                      const std::vector<std::uint32_t>& rounds, Corpus& last) {
    Compression found;
    std::string library = "[]";
    for (const std::uint32_t iterations : rounds) {
        last = corpus;
        settings.iterations = iterations;
        settings.library = read_library(last.store, library);
        found = compress(last, settings);
        library = compression_json(last, found, settings.settings.penalty, {}).dump();
    }
    return found;
}

void check_same(const Corpus& corpus, const CompressionSettings& settings,
                const std::vector<std::uint32_t>& rounds) {
    Corpus whole = corpus;
    const Compression expected = compress(whole, settings);
    Corpus parted;
    const Compression found = in_rounds(corpus, settings, rounds, parted);
    CHECK(found.original_cost == expected.original_cost);
    CHECK(found.final_cost() == expected.final_cost());
    CHECK(final_programs(parted, found) == final_programs(whole, expected));
    REQUIRE(found.steps.size() == expected.steps.size());
    for (std::size_t i = 0; i < found.steps.size(); ++i) {
        CHECK(found.steps[i].name == expected.steps[i].name);
        CHECK(found.steps[i].body == expected.steps[i].body);
        CHECK(found.steps[i].dreamcoder == expected.steps[i].dreamcoder);
        CHECK(found.steps[i].utility == expected.steps[i].utility);
        CHECK(found.steps[i].cost_after == expected.steps[i].cost_after);
    }
}

} // namespace

TEST_CASE("Rounds that go on from each other find what one run finds") {
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        CAPTURE(seed);
        const judge::Trial trial = judge::random_trial(seed);
        check_same(trial.corpus, {.iterations = 4, .settings = trial.settings}, {1, 2, 1});
        check_same(trial.corpus, {.iterations = 3, .settings = trial.settings}, {3, 0});
    }
}

TEST_CASE("Rounds that do not look ahead find what one run finds") {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        CAPTURE(seed);
        const judge::Trial trial = judge::random_trial(seed);
        check_same(trial.corpus, {.iterations = 4, .settings = trial.settings, .look_ahead = false},
                   {1, 2, 1});
    }
}
TEST_CASE("Rounds under restricted matching find what one run finds") {
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        CAPTURE(seed);
        const judge::Trial trial = judge::random_matching_trial(seed);
        if (judge::has_clear_states(trial)) {
            check_same(trial.corpus, {.iterations = 3, .settings = trial.settings}, {1, 2});
        }
    }
}

TEST_CASE("The abstractions of the library come first, whatever they save, and do not count") {
    Corpus corpus = corpus_of({"(p (f (g a) (g a)))", "(q (f (g b) (g b)) c d)", "(r c d)"});
    const Library library = read_library(
        corpus.store,
        R"j([{"name": "useless", "body": "(z #0)"}, {"name": "g_2", "body": "(f #0 #0)"}])j");
    CompressionSettings settings = going_on_from(library, 1);
    settings.abstraction_prefix = "g_";
    const Compression found = compress(corpus, settings);
    CHECK(found.given == 2);
    REQUIRE(found.steps.size() == 2);
    CHECK(found.is_exhausted);
    CHECK(found.steps[0].name == "useless");
    CHECK(found.steps[0].rewriting.use_count == 0);
    CHECK(found.steps[0].utility == -101);
    CHECK(final_programs(corpus, found) ==
          Texts{"(p (g_2 (g a)))", "(q (g_2 (g b)) c d)", "(r c d)"});
    const OutputJson json = compression_json(corpus, found, {}, {});
    CHECK(json["abstractions"][1]["from_library"] == true);
    Corpus other = corpus_of({"(f a)"});
    CHECK_FALSE(compression_json(other, compress(other, {}), {}, {}).dump().find("from_library") !=
                std::string::npos);
}

TEST_CASE("A found abstraction gets a name that neither the corpus nor the library has") {
    Corpus corpus = corpus_of({"(p (f a b c) fn_0)", "(q (f a b c))", "(r (f a b c))"});
    const Library library = read_library(
        corpus.store,
        R"j([{"name": "fn_1", "body": "(p #0 fn_2)"}, {"name": "fn_3", "body": "(s #0)"}])j");
    const Compression found = compress(corpus, going_on_from(library, 1));
    REQUIRE(found.steps.size() == 3);
    CHECK(found.steps[2].name == "fn_4");
    CHECK(found.steps[2].body == "(f a b c)");
}

TEST_CASE("A corpus that uses the name of an abstraction of the library is refused") {
    Corpus corpus = corpus_of({"(f a)", "(g (fn_0 b))"});
    const Library library = read_library(corpus.store, R"j([{"name": "fn_0", "body": "(g #0)"}])j");
    CHECK(message_of([&] {
              compress(corpus, going_on_from(library));
          }).starts_with("program 1 uses \"fn_0\" already, "));
    Corpus other = corpus_of({"(f a)"});
    const Library named = read_library(other.store, R"j([{"name": "n", "body": "(g #0)"}])j");
    CompressionSettings settings = going_on_from(named);
    settings.settings.costs.primitives["n"] = 7;
    CHECK(message_of([&] {
              compress(other, settings);
          }).starts_with("a cost of its own for \"n\", "));
}

TEST_CASE("A search that is stopped at once keeps all of the library") {
    Corpus corpus = corpus_of({"(p (f a b c) d)", "(q (f a b c) d)"});
    const Library library = read_library(corpus.store, R"j([{"name": "n", "body": "(f a b c)"}])j");
    CompressionControl control;
    control.budget.seconds = 0;
    const Compression found = compress(corpus, going_on_from(library), control);
    REQUIRE(found.steps.size() == 1);
    CHECK(found.steps[0].rewriting.use_count == 2);
    CHECK(found.stopped == StopReason::time);
}
