// Long lists, most of whose items are equal: against brute force while they are short, and what
// an interrupted search holds when they are long.

#include "compressor/library/compress.hpp"

#include "support/random/random.hpp"
#include "tests/compressor/corpus/corpus_of.hpp"
#include "tests/compressor/judge/judge.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

// Returns lists of `length` items, nine in ten of them `common`.
std::vector<std::string> lists(std::uint64_t seed, std::size_t count, std::size_t length,
                               const std::string& common, const std::string& rare) {
    Random random(seed);
    std::vector<std::string> programs;
    for (std::size_t i = 0; i < count; ++i) {
        std::string program = "(list";
        for (std::size_t item = 0; item < length; ++item) {
            program += " " + (chance(random, 90) ? common : rare);
        }
        programs.push_back(program + ")");
    }
    return programs;
}

// Returns lists that the rule takes for wide, with so many different items that brute force can try
// all subsets of equal ones.
std::vector<std::string> short_lists(std::uint64_t seed) {
    constexpr std::array items = {"a", "b", "c", "d", "e", "(lam $0)"};
    Random random(seed);
    std::vector<std::string> programs;
    const std::uint32_t count = 2;
    for (std::uint32_t i = 0; i < count; ++i) {
        std::string program = chance(random, 80) ? "(list" : "(tuple";
        const std::uint32_t length = between(random, 12U, 14U);
        for (std::uint32_t item = 0; item < length; ++item) {
            program += " " + std::string(items.at(below(random, items.size())));
        }
        programs.push_back(program + ")");
    }
    return programs;
}

} // namespace

TEST_CASE("Lists are compressed as brute force would") {
    int differences = 0;
    for (std::uint64_t seed = 0; seed < 40 && differences < 3; ++seed) {
        judge::Trial trial{.corpus = corpus_of(short_lists(seed)), .settings = {}};
        trial.settings.max_arity = seed % 3 == 0 ? 1 : 2;
        trial.settings.allow_single_task = seed % 5 == 0;
        if (const auto difference = judge::compare(trial)) {
            ++differences;
            FAIL_CHECK("seed " << seed << ":\n" << judge::describe(trial) << *difference);
        }
    }
    CHECK(differences == 0);
}

TEST_CASE("Lists are compressed alike with the rule wide-calls and without it") {
    for (std::uint64_t seed = 0; seed < 4; ++seed) {
        Corpus corpus = corpus_of(lists(seed, 2, 40, "(f (g a))", "(f (g b))"));
        CompressionSettings settings{.iterations = 1, .settings = {.max_arity = 2}};
        const Compression with = compress(corpus, settings);
        settings.settings.rules.disable(Rule::wide_calls);
        const Compression without = compress(corpus, settings);
        REQUIRE(with.steps.size() == without.steps.size());
        for (std::size_t i = 0; i < with.steps.size(); ++i) {
            CHECK(with.steps[i].body == without.steps[i].body);
            CHECK(with.steps[i].utility == without.steps[i].utility);
        }
        CHECK(with.patterns_expanded < without.patterns_expanded);
    }
}

TEST_CASE("A search that is stopped holds what a smaller arity proves") {
    const std::vector<std::string> programs = lists(1, 2, 200, "(f (g a))", "(f (g b))");
    Corpus corpus = corpus_of(programs);
    const Compression small = compress(corpus, {.iterations = 1, .settings = {.max_arity = 1}});
    REQUIRE(small.steps.size() == 1);
    CompressionControl control;
    control.budget.programs = 100'000;
    Corpus again = corpus_of(programs);
    const Compression stopped =
        compress(again, {.iterations = 1, .settings = {.max_arity = 6}}, control);
    REQUIRE(stopped.gap.has_value());
    REQUIRE(stopped.steps.size() == 1);
    CHECK(stopped.steps.front().utility >= small.steps.front().utility);
}
