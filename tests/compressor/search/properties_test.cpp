// Properties that hold for every compression, tested on random corpora.

#include "compressor/library/compress.hpp"
#include "lambda/terms/inlining.hpp"
#include "tests/compressor/judge/judge.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

#include <cstddef>
#include <cstdint>
#include <vector>

using namespace rasp_stitch;
using compressor::Compression;
using compressor::Step;
using lambda::TermId;

namespace {

judge::Trial any_trial() {
    return judge::random_trial(*rc::gen::arbitrary<std::uint32_t>());
}

Compression compress(judge::Trial& trial, std::uint32_t iterations) {
    return compressor::compress(trial.corpus,
                                {.iterations = iterations, .settings = trial.settings});
}

} // namespace

TEST_CASE("Compressing in several steps") {
    rc::prop("Inlining the abstractions, the last one first, gives the corpus back", [] {
        judge::Trial trial = any_trial();
        trial.settings.forms.eta_long = false; // else only up to normal forms
        const Compression compression = compress(trial, 4);
        if (compression.steps.empty()) {
            return;
        }
        std::vector<TermId> roots = compression.steps.back().rewriting.roots;
        for (std::size_t i = compression.steps.size(); i-- > 0;) {
            roots = lambda::inline_uses(trial.corpus.store, roots,
                                        compression.steps[i].rewriting.abstraction);
            RC_ASSERT(roots ==
                      (i == 0 ? trial.corpus.roots() : compression.steps[i - 1].rewriting.roots));
        }
    });
    rc::prop("Each step begins where the one before ended, and saves something", [] {
        judge::Trial trial = any_trial();
        const Compression compression = compress(trial, 4);
        lambda::Cost cost = compression.original_cost;
        for (const Step& step : compression.steps) {
            RC_ASSERT(step.utility > 0);
            RC_ASSERT(step.cost_before == cost);
            RC_ASSERT(step.cost_after < cost);
            cost = step.cost_after;
        }
        RC_ASSERT(compression.final_cost() == cost);
    });
    rc::prop("More iterations begin with the steps of fewer", [] {
        judge::Trial trial = any_trial();
        judge::Trial same = trial;
        const Compression more = compress(trial, 3);
        const Compression fewer = compress(same, 1);
        RC_ASSERT(fewer.steps.empty() == more.steps.empty());
        if (!fewer.steps.empty()) {
            RC_ASSERT(fewer.steps.front().body == more.steps.front().body);
            RC_ASSERT(fewer.steps.front().utility == more.steps.front().utility);
        }
    });
    rc::prop("The second step is what brute force finds in the corpus after the first", [] {
        judge::Trial trial = any_trial();
        const Compression compression = compress(trial, 1);
        if (compression.steps.empty()) {
            return;
        }
        const std::vector<TermId>& roots = compression.steps.front().rewriting.roots;
        for (std::size_t i = 0; i < roots.size(); ++i) {
            trial.corpus.programs[i].root = roots[i];
        }
        RC_ASSERT(!judge::compare(trial).has_value());
    });
}
