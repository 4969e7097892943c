// Explains why a certain abstraction is not the answer.

#include "compressor/explain/follow.hpp"

#include "compressor/library/compress.hpp"
#include "compressor/library/library.hpp"
#include "compressor/patterns/admissible.hpp"
#include "tests/compressor/corpus/corpus_of.hpp"
#include "tests/compressor/judge/brute_force.hpp"
#include "tests/compressor/judge/judge.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

std::vector<FollowResult> followed(Corpus corpus, const std::string& body,
                                   CompressionSettings settings = {.iterations = 1}) {
    settings.follow = parse_abstraction_body(corpus.store, body).term;
    return compress(corpus, settings).followed;
}

FollowResult followed_once(const std::vector<std::string>& programs, const std::string& body,
                           const Settings& settings = {}, std::uint32_t candidates = 1) {
    const std::vector<FollowResult> found =
        followed(corpus_of(programs), body,
                 {.iterations = 1, .candidates = candidates, .settings = settings});
    REQUIRE(found.size() == 1);
    return found.front();
}

const std::vector<std::string> programs = {"(p (f (g a b) c d))", "(q (f (g a b) c e))",
                                           "(r (f (g a b) h e))", "(k (m x x))", "(l (m x y))"};

} // namespace

TEST_CASE("The winner has won") {
    const FollowResult found = followed_once(programs, "(f (g a b))");
    CHECK(found.outcome == Outcome::won);
    CHECK(found.rank == 1);
    CHECK(found.locations == 1);
    CHECK(found.used == 1);
    CHECK(found.tasks == 3);
    CHECK(found.body_cost == 403);
    CHECK(found.saved == 909);
    CHECK(found.utility == 506);
    CHECK_FALSE(found.pruning_point.has_value());
}

TEST_CASE("An admissible abstraction that loses has its figures and its pruning point") {
    const FollowResult found = followed_once(programs, "(f (g #0 b) c)");
    CHECK(found.outcome == Outcome::inadmissible); // #0 is always a
    CHECK(found.inadmissible == Inadmissible::one_location);

    const FollowResult lost = followed_once(programs, "(f (g a b) #0 e)");
    CHECK(lost.outcome == Outcome::lost);
    CHECK(lost.locations == 2);
    CHECK(lost.used == 2);
    CHECK(lost.tasks == 2);
    CHECK(lost.saved == 2 * (605 - 201));
    CHECK(lost.utility == lost.saved - lost.body_cost);
    REQUIRE(lost.pruning_point.has_value());
    CHECK(lost.pruning_point->rule.has_value());
    CHECK(lost.pruning_point->bound.has_value());
    CHECK(*lost.pruning_point->bound <= 506);
    CHECK(lost.pruning_point->pattern.find("??") != std::string::npos);
}

TEST_CASE("Metavariables are numbered from left to right, however they were given") {
    CHECK(followed_once(programs, "(f #1 #0 e)").body == "(f #0 #1 e)");
}

TEST_CASE("An abstraction that does not compete has its reason") {
    CHECK(followed_once(programs, "(m #0 z)").inadmissible == Inadmissible::matches_nowhere);
    CHECK(followed_once(programs, "(unheard #0)").inadmissible == Inadmissible::matches_nowhere);
    CHECK(followed_once(programs, "(g #0 b)").inadmissible == Inadmissible::one_location);
    CHECK(followed_once(programs, "(p #0)").inadmissible == Inadmissible::one_task);
    CHECK(followed_once(programs, "(f #0 #1 e)").inadmissible == Inadmissible::constant_argument);
    CHECK(followed_once({"(p (f a a))", "(q (f b b))"}, "(f #0 #1)").inadmissible ==
          Inadmissible::equal_arguments);
    CHECK(followed_once(programs, "(#0 #1 #2)").outcome == Outcome::too_many_arguments);
    CHECK(followed_once({"(p (f x y) c)", "(q (g x y) c)"}, "(#0 x y)",
                        {.forms = {.no_curried_metavariables = true}})
              .outcome == Outcome::forbidden);
}

TEST_CASE("A form that is excluded is distinguished from one that matches nowhere") {
    const std::vector<std::string> lambdas = {"(p (lam (f a a a $0 $0)))",
                                              "(q (lam (f a a a $0 $0)))"};
    CHECK(followed_once(lambdas, "(lam (f a a a $0 $0))", {.forms = {.eta_long = true}}).outcome ==
          Outcome::forbidden);
    CHECK(followed_once({"(p (f a a a b))", "(q (f a a a c))"}, "(f a a a)",
                        {.forms = {.no_curried_bodies = true}})
              .outcome == Outcome::forbidden);
}

TEST_CASE("The rule that is named is the one that prunes the path") {
    const FollowResult found = followed_once({"(p (f (g a b) c d) (k (f (g a b) c e)))",
                                              "(q (f (g a b) c e) (k (f (g a b) c y)))",
                                              "(r (f (g a b) h e))", "(k (f (g a b) x x))"},
                                             "(k (f (g a b) #0 #1))");
    REQUIRE(found.pruning_point.has_value());
    CHECK(found.pruning_point->next == "(k (f (g a b) #0 #1))");
    CHECK(found.pruning_point->rule == Rule::fixed_arguments);
    CHECK(found.pruning_point->bound == 1212);
}

TEST_CASE("Following changes nothing, and may follow what uses an earlier abstraction") {
    const std::vector<std::string> texts = {"(p (f (g a b) c d) (k (f (g a b) c e)))",
                                            "(q (f (g a b) c e) (k (f (g a b) c y)))",
                                            "(r (f (g a b) h e))", "(k (f (g a b) x x))"};
    Corpus plain = corpus_of(texts);
    const Compression without = compress(plain, {.iterations = 2});
    Corpus corpus = corpus_of(texts);
    const lambda::TermId body = parse_abstraction_body(corpus.store, "(fn_0 c #0)").term;
    const Compression with = compress(corpus, {.iterations = 2, .follow = body});
    REQUIRE(with.steps.size() == without.steps.size());
    for (std::size_t i = 0; i < with.steps.size(); ++i) {
        CHECK(with.steps[i].name == without.steps[i].name);
        CHECK(with.steps[i].body == without.steps[i].body);
    }
    REQUIRE(with.followed.size() == 2);
    CHECK(with.followed[0].inadmissible == Inadmissible::matches_nowhere);
    CHECK(with.followed[1].outcome == Outcome::lost);
    CHECK(with.followed[1].locations == 3);
}

TEST_CASE("An abstraction that saves no more than its body costs is useless") {
    const FollowResult found = followed_once({"(p (f x))", "(q (f y))"}, "(f #0)");
    CHECK(found.outcome == Outcome::useless);
    CHECK(found.saved == 0);
    CHECK(found.used == 0);
    CHECK(found.utility < 0);
}

TEST_CASE("A candidate has its rank") {
    const FollowResult found = followed_once(programs, "(f (g a b) c)", {}, 10);
    CHECK(found.outcome == Outcome::ranked);
    CHECK(found.rank > 1);
}

TEST_CASE("Each step is reported for the corpus as it is then") {
    const std::vector<FollowResult> found =
        followed(corpus_of({"(p (f (g a b) c d))", "(q (f (g a b) c e))", "(r (h i j) (f (g a b)))",
                            "(s (h i j))"}),
                 "(h i j)", {.iterations = 3});
    REQUIRE(found.size() >= 2);
    CHECK(found[0].outcome == Outcome::lost);
    CHECK(found[1].outcome == Outcome::won);
    if (found.size() > 2) {
        CHECK(found[2].inadmissible == Inadmissible::matches_nowhere);
    }
}

TEST_CASE("The abstractions that brute force ranks have the right figures and pruning points") {
    int lost = 0;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        CAPTURE(seed);
        const judge::Trial trial = judge::random_trial(seed);
        Corpus corpus = trial.corpus;
        const std::vector<judge::Winner> ranking = judge::ranking(trial, 6);
        for (std::size_t i = 0; i < ranking.size(); ++i) {
            CAPTURE(ranking[i].body);
            const std::vector<FollowResult> accounts =
                followed(trial.corpus, ranking[i].body,
                         {.iterations = 1, .settings = trial.settings, .look_ahead = false});
            REQUIRE(accounts.size() == 1);
            const FollowResult& found = accounts.front();
            REQUIRE(found.body == ranking[i].body);
            REQUIRE(found.outcome == (i == 0 ? Outcome::won : Outcome::lost));
            REQUIRE(found.utility == ranking[i].utility);
            REQUIRE(found.saved == ranking[i].saved);
            if (i > 0 && found.pruning_point) {
                ++lost;
                REQUIRE(found.pruning_point->rule.has_value());
                // The bound that pruned it is an upper bound on its utility.
                REQUIRE(found.pruning_point->bound.value_or(found.utility) >= found.utility);
                REQUIRE(found.pruning_point->bound.value_or(0) <= ranking.front().utility);
            }
        }
    }
    CHECK(lost > 200);
}
