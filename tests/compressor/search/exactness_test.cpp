// The compressor against brute force, on thousands of random corpora: with all rules on, with each
// of them off, and with none.
//
// A failure shows the corpus and its seed. To try one seed again, with all of these rules:
//     RASP_STITCH_SEED=17 test_compressor "The corpus of the seed*"

#include "tests/compressor/judge/judge.hpp"
#include "tests/compressor/judge/rule_sets.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

using namespace rasp_stitch;
using judge::all_rule_sets;
using judge::NamedRules;

namespace {

constexpr std::uint64_t trial_count = 3000;

// Returns what the judge finds for the first seeds. This is slow, and done once for all sets of
// rules.
const std::vector<std::optional<judge::Winner>>& winners() {
    static const std::vector<std::optional<judge::Winner>> known = [] {
        std::vector<std::optional<judge::Winner>> all;
        for (std::uint64_t seed = 0; seed < trial_count; ++seed) {
            all.push_back(judge::best_abstraction(judge::random_trial(seed)));
        }
        return all;
    }();
    return known;
}

} // namespace

TEST_CASE("Random corpora are compressed as brute force would, whatever rules are on") {
    for (const NamedRules& set : all_rule_sets()) {
        DYNAMIC_SECTION(set.name) {
            int differences = 0;
            for (std::uint64_t seed = 0; seed < trial_count && differences < 3; ++seed) {
                judge::Trial trial = judge::random_trial(seed);
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

TEST_CASE("The best of random corpora are ranked as brute force would, by any number of threads") {
    int differences = 0;
    for (std::uint64_t seed = 0; seed < 1000 && differences < 3; ++seed) {
        const judge::Trial trial = judge::random_trial(seed);
        for (const std::size_t threads : {1U, 3U}) {
            if (const auto difference = judge::compare_ranking(trial, 5, threads)) {
                ++differences;
                FAIL_CHECK("seed " << seed << ", " << threads << " threads:\n" << *difference);
            }
        }
    }
    CHECK(differences == 0);
}

TEST_CASE("The random corpora contain the cases that are hard for an abstraction") {
    std::vector<int> of_arity(4, 0);
    int with_lambda = 0;
    int with_variable = 0;
    int with_repeat = 0;
    int nothing = 0;
    int eta_long = 0;
    int applied = 0; // (#0 ...), and passed as a lambda
    for (std::uint64_t seed = 0; seed < trial_count; ++seed) {
        if (judge::random_trial(seed).settings.forms.eta_long && winners()[seed]) {
            ++eta_long;
            applied += winners()[seed]->body.find("(#") == std::string::npos ? 0 : 1;
        }
    }
    for (const std::optional<judge::Winner>& winner : winners()) {
        if (!winner) {
            ++nothing;
            continue;
        }
        const std::string& body = winner->body;
        ++of_arity.at(winner->arity);
        with_lambda += body.find("(lam") != std::string::npos && winner->arity > 0 ? 1 : 0;
        with_variable += body.find('$') != std::string::npos && winner->arity > 0 ? 1 : 0;
        with_repeat += body.find("#0") != body.rfind("#0") ? 1 : 0;
    }
    CHECK(nothing > 100);
    CHECK(eta_long > 200);
    CHECK(applied > 30);
    CHECK(of_arity[0] > 500);
    CHECK(of_arity[1] > 500);
    CHECK(of_arity[2] > 200);
    CHECK(of_arity[3] > 20);
    CHECK(with_lambda > 200);
    CHECK(with_variable > 100);
    CHECK(with_repeat > 500);
}

TEST_CASE("A seed gives the same corpus on every machine") {
    CHECK(judge::describe(judge::random_trial(23)) == R"j([
  {"name": "task0/0", "program": "((lam $0_1) (b c c (lam $0_1)))"},
  {"name": "task0/1", "program": "((lam $0_1) (b c c (lam $0_1)))"},
  {"name": "task1/0", "program": "(c (c b c b))"},
  {"name": "task2/0", "program": "(b (b c a))"},
  {"name": "task2/1", "program": "(c (a c (lam_0 (c $0_0))))"},
  {"name": "task3/0", "program": "(c (lam $0) (a (c (lam $0)) (lam_0 (c (lam $0) $0_0))))"},
  {"name": "task4/0", "program": "((lam (lam (a $0))) (a (lam (lam (a $0))) (lam_0 ((lam (lam (a $0))) $0_0))))"},
  {"name": "task5/0", "program": "(a (a a (lam_0 (a $0_0))))"},
  {"name": "task5/1", "program": "(a (a (a (lam ($0 (lam_0 $0)))) (lam_0 (a $0_0))))"},
  {"name": "task6/0", "program": "(a (a a (lam_0 (a $0_0))))"},
  {"name": "task7/0", "program": "(b (b c b))"}
]
max arity 3, single tasks allowed, constant arguments allowed, structure penalty 3/1
costs: lambda 1, application 1, variable 100, primitive 100
weights in units of 1/10: 2 22 12 15 15 11 18 13 4 5 16
)j");
}

TEST_CASE("The corpus of the seed RASP_STITCH_SEED is compressed as brute force would", "[.]") {
    // The test reads the variable before it starts a thread, and nothing sets any.
    const char* const text = std::getenv("RASP_STITCH_SEED"); // NOLINT(concurrency-mt-unsafe)
    REQUIRE(text != nullptr);
    const std::uint64_t seed = std::stoull(text);
    WARN(judge::describe(judge::random_trial(seed)));
    for (const NamedRules& set : all_rule_sets()) {
        INFO(set.name);
        CHECK(judge::compare(seed, set.rules).value_or("") == "");
    }
}
