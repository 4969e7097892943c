// The example of the project's founding report: what it shows is what comes out.

#include "compressor/corpus/read_corpus.hpp"
#include "compressor/library/compress.hpp"
#include "compressor/output/compression_json.hpp"
#include "support/files/file.hpp"
#include "tests/compressor/corpus/corpus_of.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

Corpus curated_programs() {
    return corpus_of({
        "(lam (length $0))",
        "(lam (indices $0))",
        "(lam (aggregate (select (indices $0) (indices $0) less_than) (tokens $0)))",
        "(lam (round div one (aggregate (select one one equals_to) (indicator (eq (indices $0) "
        "zero)))))",
        "(lam (aggregate (select (indices $0) (sub (sub (length $0) (tokens $0) one)) less_than) "
        "(tokens $0)))",
    });
}

} // namespace

TEST_CASE("The report's abstraction is found in the programs that it shows rewritten") {
    Corpus corpus = curated_programs();
    const Compression found = compress(corpus, {.iterations = 1, .settings = {.max_arity = 2}});
    REQUIRE(found.steps.size() == 1);
    const Step& step = found.steps.front();
    CHECK(step.name == "fn_0");
    CHECK(step.body == "(aggregate (select (indices #0) #1 less_than) (tokens #0))");
    CHECK(step.dreamcoder ==
          "#(lambda (lambda (aggregate (select (indices $1) $0 less_than) (tokens $1))))");
    CHECK(step.rewriting.abstraction.arity == 2);
    CHECK(step.utility == 503);
    CHECK(step.cost_before == 4040);
    CHECK(step.cost_after == 3030);
    CHECK(step.rewriting.use_count == 2);
    CHECK(found.original_cost == 4040);
    CHECK_FALSE(found.gap.has_value());
    CHECK(printed(corpus.store, step.rewriting.roots) ==
          Texts{"(lam (length $0))", "(lam (indices $0))", "(lam (fn_0 $0 (indices $0)))",
                "(lam (round div one (aggregate (select one one equals_to) (indicator (eq (indices "
                "$0) zero)))))",
                "(lam (fn_0 $0 (sub (sub (length $0) (tokens $0) one))))"});
}

TEST_CASE("The JSON shows the report's abstraction as the report does") {
    Corpus corpus = curated_programs();
    const Compression found = compress(corpus, {.iterations = 1});
    const OutputJson json = compression_json(corpus, found, {}, {.rewritten_dreamcoder = true});
    CHECK(json["abstractions"][0]["dreamcoder"] ==
          "#(lambda (lambda (aggregate (select (indices $1) $0 less_than) (tokens $1))))");
    CHECK(
        json["rewritten_dreamcoder"][2] ==
        "(lambda (#(lambda (lambda (aggregate (select (indices $1) $0 less_than) (tokens $1)))) $0 "
        "(indices $0)))");
}

TEST_CASE("The report's samples compress, though some leave their input free") {
    Corpus corpus = read_corpus(read_input(RASP_STITCH_SOURCE_DIR "/corpora/founding-report.json"));
    CHECK(printed_programs(corpus) ==
          Texts{"(lam (length $0))", "(lam (indices $0))",
                "(aggregate (select indices indices <) tokens)",
                "(round div one (aggregate (select one one ==) (indicator (eq indices zero))))",
                "(lam (aggregate (select (indices $0) (sub (sub (length $0) (tokens $0) one)) "
                "less_than) (tokens $0)))"});
    REQUIRE(corpus.warnings.size() == 1);
    CHECK(corpus.warnings.front() ==
          "3 of 5 programs had free variables and were closed with lambdas around them (the "
          "first: program 0, ; Length\\n(length $0))");
    const Compression found = compress(corpus, {.iterations = 1});
    REQUIRE(found.steps.size() == 1);
    CHECK(found.steps.front().body == "(aggregate (select #0 #0 #1))");
    CHECK(found.original_cost == 3634);
    CHECK(found.final_cost() == 3230);
}
