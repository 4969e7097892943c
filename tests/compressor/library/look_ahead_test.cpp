// Ties of utility, and the numbers of arguments, that the next steps decide.

#include "compressor/corpus/rules.hpp"
#include "compressor/library/compress.hpp"
#include "compressor/nodes/arguments.hpp"
#include "compressor/nodes/node_table.hpp"
#include "compressor/patterns/context.hpp"
#include "compressor/search/search.hpp"
#include "tests/compressor/judge/judge.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

Compression compressed(const Corpus& corpus, const Settings& settings, bool look_ahead,
                       std::uint32_t iterations, std::uint32_t candidates = 1,
                       std::size_t threads = 1) {
    Corpus copy = corpus;
    return compress(copy,
                    {.iterations = iterations,
                     .candidates = candidates,
                     .settings = settings,
                     .look_ahead = look_ahead},
                    {.threads = threads});
}

std::vector<std::string> bodies(const Compression& compression) {
    std::vector<std::string> all;
    for (const Step& step : compression.steps) {
        all.push_back(step.body);
    }
    return all;
}

// Returns the body with the same number for all arguments.
std::string without_numbers(std::string body) {
    for (std::size_t i = 1; i < body.size(); ++i) {
        body[i] = body[i - 1] == '#' ? '_' : body[i];
    }
    return body;
}

} // namespace

TEST_CASE("The next steps decide among abstractions of equal utility and among their numberings") {
    std::size_t other_abstractions = 0;
    std::size_t other_numbers = 0;
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        CAPTURE(seed);
        const judge::Trial trial = judge::random_trial(seed);
        const Compression first = compressed(trial.corpus, trial.settings, false, 1);
        const Compression found = compressed(trial.corpus, trial.settings, true, 1);
        REQUIRE(found.steps.size() == first.steps.size());
        CHECK(found.patterns_expanded == first.patterns_expanded);
        if (found.steps.empty() || found.steps[0].body == first.steps[0].body) {
            continue;
        }
        CHECK(found.steps[0].utility == first.steps[0].utility);
        CHECK(found.steps[0].candidates.front().body == found.steps[0].body);
        const bool is_same =
            without_numbers(found.steps[0].body) == without_numbers(first.steps[0].body);
        ++(is_same ? other_numbers : other_abstractions);
    }
    CHECK(other_abstractions > 0);
    CHECK(other_numbers > 0);
}

TEST_CASE("Looking ahead takes the same steps with several candidates and several threads") {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        CAPTURE(seed);
        const judge::Trial trial = judge::random_trial(seed);
        const std::vector<std::string> expected =
            bodies(compressed(trial.corpus, trial.settings, true, 3));
        const Compression several = compressed(trial.corpus, trial.settings, true, 3, 4);
        CHECK(bodies(several) == expected);
        for (const Step& step : several.steps) {
            CHECK(step.candidates.front().body == step.body);
            CHECK(step.candidates.size() <= 4);
        }
        CHECK(bodies(compressed(trial.corpus, trial.settings, true, 3, 1, 2)) == expected);
    }
}

TEST_CASE("Looking ahead takes the same steps without a pruning rule") {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        CAPTURE(seed);
        const judge::Trial trial = judge::random_trial(seed);
        Settings slower = trial.settings;
        slower.rules = {};
        const std::vector<std::string> expected = bodies(compressed(trial.corpus, slower, true, 3));
        slower.rules.disable(rule_table[seed % rule_table.size()].rule);
        CHECK(bodies(compressed(trial.corpus, slower, true, 3)) == expected);
    }
}

TEST_CASE("A search for equals finds all that the judge finds with the utility of the best") {
    std::size_t several = 0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        CAPTURE(seed);
        const judge::Trial trial = judge::random_trial(seed);
        std::vector<judge::Winner> expected = judge::ranking(trial, 8);
        std::erase_if(expected, [best = expected.empty() ? 0 : expected.front().utility](
                                    const judge::Winner& other) { return other.utility < best; });
        Settings settings = scaled(trial.settings, trial.corpus);
        settings.rules.disable(Rule::forced_reuse);
        const NodeTable table = make_node_table(trial.corpus, settings);
        const Arguments arguments(table);
        const Context context(table, arguments, settings);
        const SearchResult found =
            search(context, trial.corpus.store,
                   {.threads = 1 + seed % 2, .best_count = 8, .only_equals = true});
        REQUIRE(found.best.size() == expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            CHECK(found.best[i].body == expected[i].body);
            CHECK(found.best[i].score.utility == expected[i].utility);
        }
        several += expected.size() > 1 ? 1U : 0U;
    }
    CHECK(several > 0);
}
