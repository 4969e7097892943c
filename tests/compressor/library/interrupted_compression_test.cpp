// Compression that is stopped before it has proven its result.

#include "compressor/library/compress.hpp"

#include "tests/compressor/corpus/corpus_of.hpp"
#include "tests/compressor/search/random_rows.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <utility>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

// Hard enough that a search reports progress many times.
Corpus hard_corpus() {
    return corpus_of(random_rows(60, 25, 3));
}

constexpr std::uint32_t arity = 4;

using Progress = std::function<void(const CompressionProgress&)>;

// (g++ 12 takes a stop token in a nested initializer to be uninitialized.)
CompressionControl stopped_by(const std::stop_source& source, Progress progress = {}) {
    CompressionControl control;
    control.budget.stop = source.get_token();
    control.progress = std::move(progress);
    return control;
}

} // namespace

TEST_CASE("A search that is stopped before it begins has a gap and only what needed no search") {
    Corpus corpus = hard_corpus();
    std::stop_source source;
    source.request_stop();
    const Compression found =
        compress(corpus, {.iterations = 5, .settings = {.max_arity = arity}}, stopped_by(source));
    REQUIRE(found.gap.has_value());
    CHECK(*found.gap >= 0);
    CHECK(found.steps.size() <= 1);
    for (const Step& step : found.steps) {
        CHECK(step.rewriting.abstraction.arity == 0);
    }
}

TEST_CASE("A search that is stopped on the way keeps the best so far, and the gap holds the rest") {
    Corpus whole_corpus = hard_corpus();
    const Compression whole =
        compress(whole_corpus, {.iterations = 1, .settings = {.max_arity = arity}});
    REQUIRE(whole.steps.size() == 1);
    REQUIRE_FALSE(whole.gap.has_value());

    Corpus corpus = hard_corpus();
    std::stop_source source;
    int reports = 0;
    Utility best_reported = 0;
    const Compression found =
        compress(corpus, {.iterations = 5, .settings = {.max_arity = arity}},
                 stopped_by(source, [&](const CompressionProgress& progress) {
                     CHECK(progress.step == 0);
                     CHECK(progress.search.patterns_expanded > 0);
                     CHECK(progress.search.open_bound >= progress.search.best.utility);
                     best_reported = progress.search.best.utility;
                     ++reports;
                     source.request_stop();
                 }));
    CHECK(reports == 1);
    REQUIRE(found.gap.has_value());
    CHECK(found.stopped == StopReason::interrupted);
    REQUIRE(found.steps.size() == 1);
    const Step& step = found.steps.front();
    CHECK(step.utility >= best_reported);
    CHECK(step.utility <= whole.steps.front().utility);
    CHECK(step.utility + *found.gap >= whole.steps.front().utility);
    CHECK(step.cost_after == found.final_cost());
    CHECK(found.patterns_expanded > 0);
}

TEST_CASE("The gap does not exceed the cost of the corpus") {
    Corpus corpus = hard_corpus();
    std::stop_source source;
    source.request_stop();
    const Compression found =
        compress(corpus, {.settings = {.max_arity = arity}}, stopped_by(source));
    CHECK(found.gap.value_or(0) <= found.original_cost);
}

TEST_CASE("A later step that is stopped does not take back the steps before it") {
    Corpus corpus = hard_corpus();
    std::stop_source source;
    const Compression found = compress(corpus, {.iterations = 50, .settings = {.max_arity = arity}},
                                       stopped_by(source, [&](const CompressionProgress& progress) {
                                           if (progress.step == 1) {
                                               source.request_stop();
                                           }
                                       }));
    REQUIRE(found.gap.has_value());
    CHECK(found.steps.size() >= 1);
    CHECK(found.steps.size() <= 2);
}

TEST_CASE("A budget that is used up ends the search, and the result says which") {
    const auto reason_of = [](CompressionControl control) {
        Corpus corpus = hard_corpus();
        control.threads = 2;
        const Compression found =
            compress(corpus, {.iterations = 2, .settings = {.max_arity = arity}}, control);
        CHECK(found.gap.has_value() == (found.stopped != StopReason::none));
        return found.stopped;
    };
    std::stop_source source;
    source.request_stop();
    CHECK(reason_of(stopped_by(source)) == StopReason::interrupted);
    CompressionControl control;
    control.budget.memory = 1;
    CHECK(reason_of(control) == StopReason::memory);
    control.budget.programs = 1;
    CHECK(reason_of(control) == StopReason::programs);
    control.budget.seconds = 0;
    CHECK(reason_of(control) == StopReason::time);
    control.budget = {};
    CHECK(reason_of(control) == StopReason::none);
}

TEST_CASE("A stop token that is not used changes nothing") {
    Corpus first = corpus_of({"(f (g a b c) d)", "(h (g a b c))"});
    Corpus second = corpus_of({"(f (g a b c) d)", "(h (g a b c))"});
    const Compression plain = compress(first, {});
    const std::stop_source source;
    const Compression watched = compress(second, {}, stopped_by(source));
    CHECK(watched.final_cost() == plain.final_cost());
    CHECK_FALSE(watched.gap.has_value());
}
