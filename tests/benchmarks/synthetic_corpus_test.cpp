// Tests the generated corpora: the same on every machine, well-formed, and nested by size.

#include "benchmarks/compressor/synthetic_corpus.hpp"
#include "compressor/corpus/read_corpus.hpp"
#include "compressor/library/compress.hpp"
#include "lambda/terms/parse.hpp"
#include "lambda/terms/subterms.hpp"
#include "support/hashing/hash.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <set>
#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::benchmarks;

namespace {

compressor::Corpus read(const SyntheticCorpus& corpus) {
    return compressor::read_corpus(programs_list(corpus.programs));
}

std::size_t subterm_count(const compressor::Corpus& corpus) {
    return lambda::subterms(corpus.store, corpus.roots()).size();
}

} // namespace

TEST_CASE("A seed gives the same generated corpus on every machine") {
    const SyntheticCorpus corpus = synthetic_corpus({.programs = 250, .seed = 1});
    CHECK(corpus.programs.front() == "(lam (+ (sum (cdr $0)) (+ (+ 1 (index (length empty) (append "
                                     "empty empty))) (sum empty))))");
    CHECK(fnv1a(programs_list(corpus.programs)) == 0x5707da08f92e326e);
    CHECK(corpus.library.front() == "(eq? (+ (+ 3 6) 8) (- 2 6))");
}

TEST_CASE("Seeds give different libraries and programs") {
    const SyntheticCorpus one = synthetic_corpus({.programs = 3, .seed = 1});
    const SyntheticCorpus other = synthetic_corpus({.programs = 3, .seed = 2});
    CHECK(one.library != other.library);
    CHECK(one.programs != other.programs);
}

TEST_CASE("A smaller generated corpus is the beginning of a larger one") {
    const SyntheticCorpus small = synthetic_corpus({.programs = 10, .seed = 4});
    SyntheticCorpus large = synthetic_corpus({.programs = 30, .seed = 4});
    CHECK(small.library == large.library);
    large.programs.resize(10);
    CHECK(small.programs == large.programs);
}

TEST_CASE("The hidden library has 30 closed abstractions of up to three arguments") {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const SyntheticCorpus corpus = synthetic_corpus({.programs = 0, .seed = seed});
        CHECK(corpus.library.size() == 30);
        std::set<std::size_t> arities;
        for (const std::string& body : corpus.library) {
            INFO(body);
            lambda::TermStore store;
            CHECK(store.is_closed(lambda::parse(store, body, {.metavariables = true})));
            std::size_t arity = 0;
            while (body.find("#" + std::to_string(arity)) != std::string::npos) {
                ++arity;
            }
            arities.insert(arity);
        }
        CHECK(arities == std::set<std::size_t>{0, 1, 2, 3});
    }
}

TEST_CASE("Generated programs are closed, and each is a task of its own") {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const compressor::Corpus corpus = read(synthetic_corpus({.programs = 50, .seed = seed}));
        CHECK(corpus.programs.size() == 50);
        CHECK(corpus.tasks.size() == 50);
        CHECK(corpus.warnings.empty()); // a program that is not closed is mended with one
    }
}

TEST_CASE("Distinct sub-terms grow with the generated corpus") {
    const std::size_t few = subterm_count(read(synthetic_corpus({.programs = 500, .seed = 1})));
    const std::size_t many = subterm_count(read(synthetic_corpus({.programs = 5000, .seed = 1})));
    CHECK(many > 8 * few);
    CHECK(many < 10 * few);
}

TEST_CASE("A generated corpus contains abstractions to be found") {
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
        compressor::Corpus corpus = read(synthetic_corpus({.programs = 100, .seed = seed}));
        const compressor::Compression compression =
            compressor::compress(corpus, {.iterations = 10, .settings = {.max_arity = 2}});
        CHECK(compression.steps.size() == 10);
        CHECK(5 * compression.final_cost() < 4 * compression.original_cost);
    }
}

TEST_CASE("No programs are an empty list") {
    CHECK(programs_list({}) == "[\n]\n");
}
