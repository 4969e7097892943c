// Abstractions that are best together where settings restrict what matches, and those that are
// found after a library: compared with brute force, with the greedy ones, and with each other for
// different numbers of threads.

#include "compressor/joint/compress_jointly.hpp"
#include "lambda/terms/inlining.hpp"
#include "lambda/terms/subterms.hpp"
#include "tests/compressor/joint/best_set.hpp"
#include "tests/compressor/judge/judge.hpp"
#include "tests/compressor/judge/trials.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

JointControl with_effort(std::uint32_t effort, std::size_t threads = 1) {
    JointControl control;
    control.effort = effort;
    control.compression.threads = threads;
    return control;
}

CompressionSettings settings_of(const judge::Trial& trial, std::uint32_t iterations,
                                const Library& library = {}) {
    CompressionSettings settings;
    settings.iterations = iterations;
    settings.settings = trial.settings;
    settings.library = library;
    return settings;
}

Utility total_of(const Compression& compression, const Settings& settings) {
    return settings.penalty.scale * compression.original_cost - compression.total_utility();
}

// In eta-long form, inlining restores programs only up to normal forms.
void check_lossless(Corpus& corpus, const Compression& found, const Settings& settings) {
    if (found.steps.empty() || settings.forms.eta_long) {
        return;
    }
    std::vector<TermId> roots = found.steps.back().rewriting.roots;
    for (std::size_t i = found.steps.size(); i-- > 0;) {
        roots = lambda::inline_uses(corpus.store, roots, found.steps[i].rewriting.abstraction);
    }
    CHECK(roots == corpus.roots());
}

// Returns the arguments of a term, and what they are given to.
std::vector<TermId> arguments_of(const TermStore& store, TermId& head) {
    std::vector<TermId> arguments;
    while (store.is(TermKind::application, head)) {
        arguments.insert(arguments.begin(), store.argument(head));
        head = store.function(head);
    }
    return arguments;
}

bool is_symbol(const TermStore& store, TermId term, const Settings& settings) {
    return store.is(TermKind::primitive, term) &&
           store.name(term).starts_with(settings.matching.symbol_prefix);
}

// Checks that symbol variables take symbols, that bodies have none, and that there are states and
// types where the settings have them.
void check_restrictions(const TermStore& store, const Step& step, const Settings& settings) {
    const Rewriting& rewriting = step.rewriting;
    CAPTURE(step.body);
    if (settings.matching.has_symbols()) {
        for (const TermId leaf : lambda::leaves_of(store, rewriting.abstraction.body)) {
            CHECK_FALSE(is_symbol(store, leaf, settings));
        }
        for (const Use& use : rewriting.uses) {
            TermId head = use.after;
            const std::vector<TermId> arguments = arguments_of(store, head);
            for (std::size_t i = 0; i < rewriting.symbol_arguments.size(); ++i) {
                CHECK((!rewriting.symbol_arguments[i] || is_symbol(store, arguments[i], settings)));
            }
        }
    }
    CHECK(rewriting.states.has_value() == settings.matching.automaton.has_value());
    if (rewriting.states) {
        CHECK(settings.matching.automaton->valid_roots[rewriting.states->root]);
        CHECK(rewriting.states->arguments.size() == rewriting.abstraction.arity);
    }
    CHECK(step.type.has_value() == settings.matching.has_types());
}

std::vector<std::string> described(const Compression& compression) {
    std::vector<std::string> all;
    for (const Step& step : compression.steps) {
        all.push_back(step.name + " " + step.body);
        for (const bool takes_symbols : step.rewriting.symbol_arguments) {
            all.back() += takes_symbols ? " S" : " M";
        }
        if (step.rewriting.states) {
            all.back() += fmt::format(" {}", step.rewriting.states->root);
        }
    }
    return all;
}

} // namespace

TEST_CASE("Restricted joint compression: never worse than greedy, and lossless") {
    int improved = 0;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        const judge::Trial trial = judge::random_matching_trial(seed);
        if (!judge::has_clear_states(trial)) {
            continue;
        }
        CAPTURE(seed, judge::describe(trial));
        Corpus greedy_corpus = trial.corpus;
        const Compression greedy = compress(greedy_corpus, settings_of(trial, 3));
        Corpus corpus = trial.corpus;
        const Compression found = compress_jointly(corpus, settings_of(trial, 3), with_effort(20));
        REQUIRE(found.joint.has_value());
        CHECK(found.joint->greedy_total == total_of(greedy, trial.settings));
        CHECK(found.joint->total == total_of(found, trial.settings));
        CHECK(found.joint->total <= found.joint->greedy_total);
        CHECK(found.steps.size() <= 3);
        improved += found.joint->total < found.joint->greedy_total ? 1 : 0;
        check_lossless(corpus, found, trial.settings);
        for (const Step& step : found.steps) {
            check_restrictions(corpus.store, step, trial.settings);
            CHECK(step.utility > 0);
            CHECK(step.total_without.has_value());
        }
    }
    CHECK(improved > 10);
}

TEST_CASE("Restricted joint compression: the result does not depend on the threads") {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        const judge::Trial trial = judge::random_matching_trial(seed);
        if (!judge::has_clear_states(trial)) {
            continue;
        }
        CAPTURE(seed, judge::describe(trial));
        std::vector<std::vector<std::string>> results;
        for (const std::size_t threads : {1U, 4U}) {
            Corpus corpus = trial.corpus;
            const Compression found =
                compress_jointly(corpus, settings_of(trial, 3), with_effort(20, threads));
            results.push_back(described(found));
            results.back().push_back(std::to_string(found.joint->libraries));
        }
        CHECK(results[1] == results[0]);
    }
}

namespace {

// Begins with the first abstraction of a greedy run, or with two in a corpus that lacks the last
// program, where they may save nothing.
void check_after_library(const judge::Trial& trial, std::uint32_t given, int& improved) {
    Corpus corpus = trial.corpus;
    const Library library = library_of(compress(corpus, settings_of(trial, given)));
    if (given > 1) {
        corpus.programs.pop_back();
    }
    const CompressionSettings settings = settings_of(trial, 3, library);
    Corpus greedy_corpus = corpus;
    const Compression greedy = compress(greedy_corpus, settings);
    const Compression found = compress_jointly(corpus, settings, with_effort(20));
    CHECK(found.given == library.size());
    CHECK(found.joint->greedy_total == total_of(greedy, trial.settings));
    CHECK(found.joint->total == total_of(found, trial.settings));
    CHECK(found.joint->total <= found.joint->greedy_total);
    improved += found.joint->total < found.joint->greedy_total ? 1 : 0;
    REQUIRE(found.steps.size() >= library.size());
    CHECK(found.steps.size() <= library.size() + 3);
    for (std::size_t i = 0; i < found.steps.size(); ++i) {
        const lambda::Abstraction& abstraction = found.steps[i].rewriting.abstraction;
        if (i < library.size()) {
            CHECK(abstraction.name == library[i].name);
            CHECK(abstraction.body == library[i].body);
            CHECK(found.steps[i].utility == greedy.steps[i].utility);
        } else {
            CHECK(found.steps[i].utility > 0);
        }
        CHECK(found.steps[i].total_without.has_value());
    }
    check_lossless(corpus, found, trial.settings);
}

} // namespace

TEST_CASE("Joint compression after a library: it stays, and the rest is never worse than greedy") {
    int improved = 0;
    for (std::uint64_t seed = 0; seed < 250; ++seed) {
        for (const judge::Trial& trial :
             {judge::random_trial(seed), judge::random_matching_trial(seed)}) {
            if (trial.corpus.programs.size() < 2 || !judge::has_clear_states(trial)) {
                continue;
            }
            CAPTURE(seed, judge::describe(trial));
            check_after_library(trial, 1, improved);
            check_after_library(trial, 2, improved);
        }
    }
    CHECK(improved > 10);
}

namespace {

struct Tally {
    int corpora = 0;
    int greedy_best = 0;
    int joint_best = 0;
};

// Compares the joint gain of two abstractions with the greedy and the greatest one.
void judge_restricted(std::uint64_t first, std::uint64_t count, Tally& tally) {
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        const judge::Trial trial = judge::random_matching_trial(seed, 7);
        if (!judge::has_clear_states(trial)) {
            continue;
        }
        CAPTURE(seed, judge::describe(trial));
        const std::int64_t best = judge::best_gain(trial.corpus, trial.settings, 2);
        Corpus corpus = trial.corpus;
        const Compression found = compress_jointly(corpus, settings_of(trial, 2), with_effort(400));
        const std::int64_t before = trial.settings.penalty.scale * found.original_cost;
        const std::int64_t greedy = before - found.joint->greedy_total;
        const std::int64_t joint = before - found.joint->total;
        CHECK(greedy <= joint);
        CHECK(joint <= best);
        ++tally.corpora;
        tally.greedy_best += greedy == best ? 1 : 0;
        tally.joint_best += joint == best ? 1 : 0;
    }
}

std::string text_of(const Tally& tally) {
    return fmt::format("of {} tiny corpora with restrictions, the greedy pair is the best one in "
                       "{}, the joint one in {}",
                       tally.corpora, tally.greedy_best, tally.joint_best);
}

} // namespace

TEST_CASE("Restricted joint compression: on tiny corpora mostly the best set, by brute force") {
    Tally tally;
    judge_restricted(0, 200, tally);
    WARN(text_of(tally));
    CHECK(tally.joint_best >= tally.greedy_best);
    CHECK(20 * (tally.corpora - tally.joint_best) <= tally.corpora);
}

TEST_CASE("Restricted joint compression: thousands of tiny corpora", "[.][soak]") {
    Tally tally;
    judge_restricted(10'000, 5000, tally);
    WARN(text_of(tally));
}
