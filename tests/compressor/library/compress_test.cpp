#include "compressor/library/compress.hpp"

#include "compressor/corpus/read_corpus.hpp"
#include "tests/compressor/corpus/corpus_of.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

Texts bodies(const Compression& found) {
    Texts texts;
    for (const Step& step : found.steps) {
        texts.push_back(step.body);
    }
    return texts;
}

Texts step_names(const Compression& found) {
    Texts names;
    for (const Step& step : found.steps) {
        names.push_back(step.name);
    }
    return names;
}

// (g a b) occurs in it four times, and the terms around it twice.
Corpus layered_corpus() {
    return corpus_of({"(f (g a b c) d)", "(h (g a b e))", "(k (g a b c) (g a b c))"});
}

} // namespace

TEST_CASE("The example at the head of compress.hpp does what it says") {
    const std::string text = R"j(["(f (g a b c) d)", "(h (g a b c))"])j";

    Corpus corpus = read_corpus(text);
    Compression result = compress(corpus, {.iterations = 3, .settings = {.max_arity = 2}});
    Texts seen;
    for (const Step& step : result.steps) {
        seen.push_back(step.body + ' ' + std::to_string(step.cost_after));
    }
    CHECK(seen == Texts{"(g a b c) 503"});
}

TEST_CASE("Steps follow each other, each in the corpus that the one before left") {
    Corpus corpus = layered_corpus();
    const Compression found = compress(corpus, {.iterations = 3});
    REQUIRE(found.steps.size() == 2);
    CHECK(found.original_cost == 2017);
    CHECK(bodies(found) == Texts{"(g a b)", "(fn_0 c)"});
    CHECK(found.steps[0].cost_before == found.original_cost);
    CHECK(found.steps[1].cost_before == found.steps[0].cost_after);
    CHECK(found.final_cost() == found.steps[1].cost_after);
    CHECK(found.steps[1].dreamcoder == "#(#(g a b) c)");
    CHECK(printed(corpus.store, found.steps[0].rewriting.roots) ==
          Texts{"(f (fn_0 c) d)", "(h (fn_0 e))", "(k (fn_0 c) (fn_0 c))"});
    CHECK(printed(corpus.store, found.steps[1].rewriting.roots) ==
          Texts{"(f fn_1 d)", "(h (fn_0 e))", "(k fn_1 fn_1)"});
    CHECK(found.patterns_expanded > 0);
    CHECK_FALSE(found.gap.has_value());
}

TEST_CASE("The utility of a step is what it saves less what its body costs") {
    Corpus corpus = layered_corpus();
    const Compression found = compress(corpus, {.iterations = 1});
    const Step& step = found.steps.front();
    const Cost body_cost = 302; // (g a b)
    CHECK(step.utility == step.cost_before - step.cost_after - body_cost);
}

TEST_CASE("The corpus itself is not changed, only terms are added to its store") {
    Corpus corpus = layered_corpus();
    const Texts before = printed_programs(corpus);
    const std::size_t size = corpus.store.size();
    compress(corpus, {});
    CHECK(printed_programs(corpus) == before);
    CHECK(corpus.store.size() > size);
}

TEST_CASE("Without iterations nothing is found, and neither is it in a corpus without repeats") {
    Corpus corpus = layered_corpus();
    const Compression none = compress(corpus, {.iterations = 0});
    CHECK(none.steps.empty());
    CHECK(none.original_cost == 2017);
    CHECK(none.final_cost() == 2017);
    CHECK(none.patterns_expanded == 0);
    CHECK_FALSE(none.gap.has_value());

    Corpus poor = corpus_of({"(f a)", "(g b)"});
    const Compression nothing = compress(poor, {});
    CHECK(nothing.steps.empty());
    CHECK(nothing.final_cost() == nothing.original_cost);
    CHECK_FALSE(nothing.gap.has_value());
}

TEST_CASE("It ends with the first step that finds no abstraction") {
    Corpus corpus = layered_corpus();
    CHECK(compress(corpus, {.iterations = 1000}).steps.size() == 2);
}

TEST_CASE("With arity 0 only closed sub-terms get a name") {
    Corpus corpus = corpus_of({"(f (g a) b b b b (h a))", "(f (g c) b b b b (h d))"});
    const Compression any = compress(corpus, {.iterations = 1});
    CHECK(bodies(any) == Texts{"(f (g #0) b b b b (h #1))"});
    Corpus again = corpus_of({"(f (g a) b b b b (h a))", "(f (g c) b b b b (h d))"});
    const Compression none = compress(again, {.iterations = 1, .settings = {.max_arity = 0}});
    CHECK(none.steps.empty());

    Corpus layered = layered_corpus();
    const Compression closed = compress(layered, {.settings = {.max_arity = 0}});
    CHECK(bodies(closed) == Texts{"(g a b)", "(fn_0 c)"});
}

TEST_CASE("Abstractions are named by prefix and number, and names of the corpus are not taken") {
    Corpus corpus = layered_corpus();
    CHECK(step_names(compress(corpus, {.abstraction_prefix = "concept"})) ==
          Texts{"concept0", "concept1"});

    Corpus taken = corpus_of({"(fn_0 (g a b c) d)", "(h (g a b e))", "(fn_2 (g a b c) (g a b c))"});
    const Compression found = compress(taken, {});
    CHECK(step_names(found) == Texts{"fn_1", "fn_3"});
    CHECK(printed(taken.store, found.steps.back().rewriting.roots) ==
          Texts{"(fn_0 fn_3 d)", "(h (fn_1 e))", "(fn_2 fn_3 fn_3)"});
}

TEST_CASE("What only one task uses is not an abstraction unless that is allowed") {
    const std::vector<std::pair<std::string, std::string>> programs = {
        {"t", "(f (g a b c d) (g a b c d) (g a b c d))"}, {"u", "x"}};
    Corpus corpus = frontiers_of(programs);
    CHECK(compress(corpus, {}).steps.empty());
    Corpus again = frontiers_of(programs);
    const Compression found = compress(again, {.settings = {.allow_single_task = true}});
    CHECK(bodies(found) == Texts{"(g a b c d)"});
}

TEST_CASE("A task costs what its cheapest program costs, before and after") {
    Corpus corpus = frontiers_of({{"t", "(f a b c d e)"},
                                  {"t", "(k l)"},
                                  {"u", "(f a b c d e x)"},
                                  {"v", "(f a b c d e y)"},
                                  {"v", "(m a b c d e y z)"}});
    const Compression found = compress(corpus, {.iterations = 1});
    CHECK(found.original_cost == 201 + 706 + 706);
    REQUIRE(found.steps.size() == 1);
    CHECK(found.steps[0].body == "(f a b c d e)");
    CHECK(found.steps[0].cost_after == 100 + 201 + 201);
    CHECK(found.steps[0].rewriting.use_count == 3);
}

TEST_CASE("Costs are those that are asked for") {
    Corpus corpus = corpus_of({"(lam (f $0 a))", "(lam (f $0 a))"});
    CompressionSettings settings;
    settings.settings.costs.lambda = 7;
    settings.settings.costs.application = 11;
    settings.settings.costs.variable = 13;
    settings.settings.costs.primitive = 17;
    settings.settings.costs.primitives = {{"a", 1000}};
    const Compression found = compress(corpus, settings);
    CHECK(found.original_cost == 2 * (7 + 2 * 11 + 13 + 17 + 1000));
    REQUIRE(found.steps.size() == 1);
    CHECK(found.final_cost() == 2 * 17); // the name of an abstraction costs what a primitive costs
}

TEST_CASE("Nested repeats are rewritten optimally") {
    Corpus corpus = corpus_of({"(p (f (f (h a b) (h a b)) (f (h a b) (h a b))))",
                               "(q (f (f (h c d) (h c d)) (f (h c d) (h c d))))",
                               "(r (f (f (k e) (k e)) (f (k e) (k e))))"});
    const Compression found = compress(corpus, {.iterations = 1, .settings = {.max_arity = 2}});
    REQUIRE(found.steps.size() == 1);
    CHECK(found.original_cost == 4441);
    CHECK(found.steps[0].body == "(f (f #0 #0) (f #0 #0))");
    CHECK(found.steps[0].utility == 2724);
    CHECK(found.steps[0].cost_after == 1411);
}
