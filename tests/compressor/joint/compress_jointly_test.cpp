// Abstractions that are best together: compared with brute force, with the greedy ones, and with
// each other for different numbers of threads.

#include "compressor/joint/compress_jointly.hpp"
#include "lambda/terms/inlining.hpp"
#include "tests/compressor/corpus/corpus_of.hpp"
#include "tests/compressor/joint/best_set.hpp"
#include "tests/compressor/judge/judge.hpp"
#include "tests/compressor/judge/random_corpus.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <cstdint>
#include <limits>
#include <stop_token>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

Corpus tiny_corpus(std::uint64_t seed) {
    return judge::random_corpus(seed, {.tasks = 2 + static_cast<std::uint32_t>(seed % 3),
                                       .leaves = 6,
                                       .primitives = 3,
                                       .arguments = 2,
                                       .lambda = seed % 4 == 0 ? 15U : 0U});
}

struct Tally {
    int corpora = 0;
    int improvable = 0; // the greedy set is not the best one
    int greedy_best = 0;
    int joint_best = 0;
};

// Compares the joint with the greedy and the best gain of at most two or three abstractions.
void judge_tiny(std::uint64_t first, std::uint64_t count, std::size_t most, Tally& tally) {
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        Corpus corpus = tiny_corpus(seed);
        const Settings settings{.max_arity = 2, .allow_single_task = seed % 5 == 0};
        const std::int64_t best = judge::best_gain(corpus, settings, most);
        const Compression found = compress_jointly(
            corpus, {.iterations = static_cast<std::uint32_t>(most), .settings = settings},
            {.effort = 400, .compression = {}});
        CAPTURE(seed, most);
        REQUIRE(found.joint.has_value());
        const std::int64_t before = found.original_cost;
        const std::int64_t greedy = before - found.joint->greedy_total;
        const std::int64_t joint = before - found.joint->total;
        CHECK(greedy <= joint);
        CHECK(joint <= best);
        std::int64_t sum = 0;
        for (const Step& step : found.steps) {
            sum += step.utility;
        }
        CHECK(sum == joint);
        ++tally.corpora;
        tally.improvable += greedy < best ? 1 : 0;
        tally.greedy_best += greedy == best ? 1 : 0;
        tally.joint_best += joint == best ? 1 : 0;
    }
}

std::string text_of(const Tally& tally, std::size_t most) {
    return fmt::format("at most {}: of {} tiny corpora, the greedy set is the best one in {}, the "
                       "joint one in {}",
                       most, tally.corpora, tally.greedy_best, tally.joint_best);
}

std::vector<std::string> bodies(const Compression& compression) {
    std::vector<std::string> all;
    for (const Step& step : compression.steps) {
        all.push_back(step.name + " " + step.body);
    }
    return all;
}

// Returns the rewritten programs with all abstractions written out.
std::vector<lambda::TermId> programs_of(Corpus& corpus, const Compression& compression) {
    std::vector<lambda::TermId> roots = compression.steps.back().rewriting.roots;
    for (std::size_t i = compression.steps.size(); i-- > 0;) {
        roots =
            lambda::inline_uses(corpus.store, roots, compression.steps[i].rewriting.abstraction);
    }
    return roots;
}

// The greedy choice takes (f a b) whole, with which nothing else is worth while.
const std::vector<std::string> exchange_corpus = {
    "(p (f a b c) (g a b c))", "(p (f a b d) (g a b d))", "(q (f a b e) (g a b e) (f a b c))",
    "(q (f a c c) (g a c c))", "(r (g a b c) (f a b e))"};

} // namespace

TEST_CASE("Joint compression: on tiny corpora it is mostly the best set, by brute force") {
    Tally two;
    judge_tiny(0, 150, 2, two);
    WARN(text_of(two, 2));
    CHECK(two.joint_best >= two.greedy_best);
    CHECK(20 * (two.corpora - two.joint_best) <= two.corpora);
    Tally three;
    judge_tiny(1000, 20, 3, three);
    WARN(text_of(three, 3));
    CHECK(three.joint_best >= three.greedy_best);
}

TEST_CASE("Joint compression: thousands of tiny corpora", "[.][soak]") {
    Tally two;
    judge_tiny(10'000, 5000, 2, two);
    WARN(text_of(two, 2));
    Tally three;
    judge_tiny(20'000, 300, 3, three);
    WARN(text_of(three, 3));
}

TEST_CASE("Joint compression: never worse than greedy, and lossless") {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        judge::Trial trial = judge::random_trial(seed);
        CAPTURE(seed, judge::describe(trial));
        const Compression found =
            compress_jointly(trial.corpus, {.iterations = 4, .settings = trial.settings},
                             {.effort = 20, .compression = {}});
        REQUIRE(found.joint.has_value());
        CHECK(found.joint->total <= found.joint->greedy_total);
        if (found.steps.empty() || trial.settings.forms.eta_long) {
            continue; // in eta-long form, inlining restores programs only up to normal forms
        }
        for (const Step& step : found.steps) {
            CHECK(step.utility > 0);
        }
        CHECK(programs_of(trial.corpus, found) == trial.corpus.roots());
    }
}

TEST_CASE("Joint compression: primitives may begin as metavariables do") {
    const std::vector<std::string> programs = {
        "(h (k (k s_z s_x) s_x) (k (k (k s_z s_x) s_x) (h NAME (k (k s_z s_x) s_x) s_y)) (h (k (k "
        "s_z s_x) s_x) (k (k s_z s_x) s_x) (h b2 NAME s_x)))",
        "(#f (h (k NAME s_x) s_z (h (g #a) (k NAME s_x) (h b2 NAME s_x))) NAME)",
        "(#f (h (k NAME s_x) s_z (h (g #a) (k NAME s_x) (h b2 NAME s_x))) (k NAME (#f (h (k NAME "
        "s_x) s_z (h (g #a) (k NAME s_x) (h b2 NAME s_x))) NAME)))"};
    for (const std::string name : {"#b", "#1x", "#0k"}) {
        std::vector<std::string> named = programs;
        for (std::string& program : named) {
            for (std::size_t at = program.find("NAME"); at != std::string::npos;
                 at = program.find("NAME", at)) {
                program.replace(at, 4, name);
            }
        }
        Corpus corpus = corpus_of(named);
        const Compression found =
            compress_jointly(corpus, {.iterations = 5, .settings = {.max_arity = 3}},
                             {.effort = 60, .compression = {}});
        CAPTURE(name);
        REQUIRE_FALSE(found.steps.empty());
        CHECK(found.joint->total <= found.joint->greedy_total);
        CHECK(programs_of(corpus, found) == corpus.roots());
    }
}

TEST_CASE("Joint compression: the result does not depend on the threads") {
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        const judge::CorpusShape shape{.tasks = 12, .leaves = 25, .pattern = 40};
        std::vector<std::vector<std::string>> results;
        for (const std::size_t threads : {1U, 2U, 5U}) {
            Corpus corpus = judge::random_corpus(seed, shape);
            JointControl control{.effort = 30, .compression = {}};
            control.compression.threads = threads;
            const Compression found = compress_jointly(corpus, {.iterations = 5}, control);
            results.push_back(bodies(found));
            results.back().push_back(std::to_string(found.joint->libraries));
        }
        CAPTURE(seed);
        CHECK(results[1] == results[0]);
        CHECK(results[2] == results[0]);
    }
}

TEST_CASE("Joint compression: more effort is never worse, and what ended it is named") {
    const judge::CorpusShape shape{.tasks = 15, .leaves = 30, .pattern = 40};
    std::int64_t last = std::numeric_limits<std::int64_t>::max();
    for (const std::uint32_t effort : {0U, 2U, 10U, 50U}) {
        Corpus corpus = judge::random_corpus(3, shape);
        const Compression found =
            compress_jointly(corpus, {.iterations = 6}, {.effort = effort, .compression = {}});
        CHECK(found.joint->total <= last);
        last = found.joint->total;
        CHECK((found.joint->stopped == StopReason::programs ||
               found.joint->stopped == StopReason::none));
    }
    Corpus corpus = judge::random_corpus(3, shape);
    std::stop_source source;
    JointControl control{.effort = 1'000'000, .compression = {}};
    control.compression.budget.stop = source.get_token();
    control.progress = [&](const JointReport&) { source.request_stop(); };
    const Compression stopped = compress_jointly(corpus, {.iterations = 6}, control);
    CHECK(stopped.joint->stopped == StopReason::interrupted);
    CHECK(stopped.joint->total <= stopped.joint->greedy_total);
}

TEST_CASE("Joint compression: the total without each abstraction") {
    Corpus corpus = corpus_of(exchange_corpus);
    Compression found = compress(corpus, {.iterations = 3});
    REQUIRE_FALSE(found.steps.empty());
    CHECK_FALSE(found.steps.front().total_without.has_value());
    note_totals_without(corpus, {.iterations = 3}, found);
    std::int64_t total = found.original_cost;
    for (const Step& step : found.steps) {
        total -= step.utility;
    }
    for (const Step& step : found.steps) {
        CAPTURE(step.body);
        REQUIRE(step.total_without.has_value());
        CHECK(*step.total_without <= found.original_cost);
    }
    // Nothing comes after the last one, so that its utility is what is lost.
    CHECK(*found.steps.back().total_without == total + found.steps.back().utility);
}
