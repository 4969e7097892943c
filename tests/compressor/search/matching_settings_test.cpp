// The settings that restrict matches, against brute force: automata, symbols, fused lambdas, fixed
// arities and types, in any combination, whatever rules are on.

#include "compressor/library/compress.hpp"
#include "support/text/input_error.hpp"
#include "tests/compressor/judge/judge.hpp"
#include "tests/compressor/judge/rule_sets.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

using namespace rasp_stitch;

namespace {

constexpr std::uint64_t trial_count = 1500;

const std::vector<std::optional<judge::Winner>>& winners() {
    static const std::vector<std::optional<judge::Winner>> known = [] {
        std::vector<std::optional<judge::Winner>> all;
        for (std::uint64_t seed = 0; seed < trial_count; ++seed) {
            const judge::Trial trial = judge::random_matching_trial(seed);
            all.push_back(judge::has_clear_states(trial) ? judge::best_abstraction(trial)
                                                         : std::nullopt);
        }
        return all;
    }();
    return known;
}

} // namespace

TEST_CASE("Restricted matches are found as brute force would, whatever rules are on") {
    for (const judge::NamedRules& set : judge::all_rule_sets()) {
        DYNAMIC_SECTION(set.name) {
            int differences = 0;
            for (std::uint64_t seed = 0; seed < trial_count && differences < 3; ++seed) {
                judge::Trial trial = judge::random_matching_trial(seed);
                if (!judge::has_clear_states(trial)) {
                    continue;
                }
                trial.settings.rules = set.rules;
                if (const auto difference = judge::compare(trial, winners()[seed])) {
                    ++differences;
                    FAIL_CHECK("seed " << seed << ", " << set.name << ":\n" << *difference);
                }
            }
            CHECK(differences == 0);
        }
    }
}

TEST_CASE("Restricted candidates are ranked as brute force would, by any number of threads") {
    int differences = 0;
    for (std::uint64_t seed = 0; seed < 400 && differences < 3; ++seed) {
        const judge::Trial trial = judge::random_matching_trial(seed);
        if (!judge::has_clear_states(trial)) {
            continue;
        }
        for (const std::size_t threads : {1U, 3U}) {
            if (const auto difference = judge::compare_ranking(trial, 5, threads)) {
                ++differences;
                FAIL_CHECK("seed " << seed << ", " << threads << " threads:\n" << *difference);
            }
        }
    }
    CHECK(differences == 0);
}

TEST_CASE("The second step knows the arity and the type of what the first step found") {
    int compared = 0;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        judge::Trial trial = judge::random_matching_trial(seed);
        compressor::Matching& matching = trial.settings.matching;
        if (matching.automaton || (!matching.fixed_arity && !matching.has_types())) {
            continue;
        }
        const compressor::Compression found =
            compressor::compress(trial.corpus, {.iterations = 2, .settings = trial.settings});
        if (found.steps.empty()) {
            continue;
        }
        const compressor::Step& first = found.steps.front();
        for (std::size_t i = 0; i < trial.corpus.programs.size(); ++i) {
            trial.corpus.programs[i].root = first.rewriting.roots[i];
        }
        if (matching.fixed_arity) {
            matching.fixed_arity->emplace(first.name, first.rewriting.abstraction.arity);
        }
        if (matching.has_types()) {
            REQUIRE(first.type.has_value());
            matching.types.emplace(first.name, *first.type);
        }
        const std::optional<judge::Winner> winner = judge::best_abstraction(trial);
        INFO("seed " << seed << ", after " << first.body);
        REQUIRE(found.steps.size() == (winner ? 2U : 1U));
        if (winner) {
            ++compared;
            CHECK(found.steps[1].body == winner->body);
            CHECK(found.steps[1].utility == winner->utility);
        }
    }
    CHECK(compared > 30);
}

TEST_CASE("Terms in two states are refused where the state matters") {
    int unclear = 0;
    for (std::uint64_t seed = 0; seed < trial_count; ++seed) {
        judge::Trial trial = judge::random_matching_trial(seed);
        if (!judge::has_clear_states(trial)) {
            ++unclear;
            INFO(judge::describe(trial));
            CHECK_THROWS_AS(
                compressor::compress(trial.corpus, {.iterations = 1, .settings = trial.settings}),
                InputError);
        }
    }
    CHECK(unclear > 20);
}

TEST_CASE("The trials of restricted matches contain what is hard") {
    int with_symbols = 0;
    int with_both_kinds = 0;
    int with_states = 0;
    int with_states_of_arguments = 0;
    int typed = 0;
    int fused = 0;
    int fixed = 0;
    for (std::uint64_t seed = 0; seed < trial_count; ++seed) {
        const std::optional<judge::Winner>& winner = winners()[seed];
        if (!winner) {
            continue;
        }
        const compressor::Matching matching = judge::random_matching_trial(seed).settings.matching;
        const std::string kinds = winner->variant.text();
        const bool takes_symbols = kinds.find('S') != std::string::npos;
        with_symbols += takes_symbols ? 1 : 0;
        with_both_kinds += takes_symbols && kinds.find('V') != std::string::npos ? 1 : 0;
        with_states += winner->variant.states.empty() ? 0 : 1;
        with_states_of_arguments += winner->variant.states.size() > 1 ? 1 : 0;
        typed += matching.has_types() && winner->arity > 0 ? 1 : 0;
        fused += matching.fused_lambda_tags.empty() ? 0 : 1;
        fixed += matching.fixed_arity && winner->arity > 0 ? 1 : 0;
    }
    CHECK(with_symbols > 50);
    CHECK(with_both_kinds > 10);
    CHECK(with_states > 100);
    CHECK(with_states_of_arguments > 40);
    CHECK(typed > 30);
    CHECK(fused > 100);
    CHECK(fixed > 50);
}

TEST_CASE("The restricted trial of the seed RASP_STITCH_SEED is as brute force would have it",
          "[.]") {
    const char* const text = std::getenv("RASP_STITCH_SEED"); // NOLINT(concurrency-mt-unsafe)
    REQUIRE(text != nullptr);
    judge::Trial trial = judge::random_matching_trial(std::stoull(text));
    WARN(judge::describe(trial));
    for (const judge::NamedRules& set : judge::all_rule_sets()) {
        INFO(set.name);
        trial.settings.rules = set.rules;
        CHECK(judge::compare(trial).value_or("") == "");
    }
}
