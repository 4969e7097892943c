#pragma once

// Door of integration/abstraction.
//
// Learns a library: given the programs found for tasks, adds the abstractions that explain them
// best to the grammar and rewrites the programs with them. This is the abstraction phase of
// DreamCoder (Ellis et al. 2021, Section 3), with proposals found by matching, as in Stitch (Bowers
// et al. 2023, Section 4), and by inverse beta reduction in version spaces. What comes in is a
// language and a frontier for each task. What goes out is a grammar with fitted weights, the
// frontiers rewritten, and the score (integration/abstraction/score.hpp), which never falls.
//
// ```cpp
// #include "enumerator/grammar/expression_types.hpp"
// #include "enumerator/rasp_language/rasp_language.hpp"
// #include "lambda/types/type_text.hpp"
// enumerator::Language language = enumerator::rasp_language("indices,tokens,add,one");
// const lambda::TypeId request = lambda::parse_type(language.types, "input(num) -> seq(num)");
// std::vector<enumerator::Frontier> frontiers;
// for (const char* text : {"(lambda (add one (indices $0)))", "(lambda (add one (tokens $0)))"}) {
//     frontiers.push_back({request, {{enumerator::read_expression(language.terms, text)}}});
// }
// const LearntLibrary learnt =
//     learn_library(language, frontiers, {.score = {.aic = 0.1, .structure_penalty = 0.1}});
// CHECK(learnt.grammar.productions[0].expression == "#(add one)");
// CHECK(enumerator::print_expression(language.terms, learnt.frontiers[0].programs[0].term) ==
//       "(lambda (#(add one) (indices $0)))");
// CHECK(learnt.score_after > learnt.score_before);
// ```
//
// The search is greedy. Of the abstractions that are proposed, the one that gives the greatest score
// is added, the programs and the bodies of the abstractions learnt so far are rewritten with it, and
// the search continues in them, until no abstraction raises the score. On request, other libraries
// are made side by side, each beginning with another abstraction somewhere; the best one counts.

#include "enumerator/grammar/frontier.hpp"
#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/language.hpp"
#include "integration/abstraction/score.hpp"
#include "support/budget/budget.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <stop_token>
#include <vector>

namespace rasp_stitch::abstraction {

// The weight of a production that no program uses, if there are no pseudo counts.
inline constexpr double least_weight = -1000;

struct AbstractionSettings {
    bool is_enabled = true; // if not, nothing changes and the score is computed
    ScoreSettings score = {};
    std::uint32_t max_arity = 2; // of matched ones; and steps of inverse beta reduction
    std::size_t iterations = std::numeric_limits<std::size_t>::max(); // abstractions, at most
    bool refactors = true; // whether inverse beta reduction proposes abstractions, beside matching
    bool takes_repeated = true;   // and takes out functions that repeat, whatever they are made of
    std::size_t candidates = 300; // that each of the two proposes for each abstraction
    std::size_t side_by_side = 1; // libraries; the greedy one is always among them
};

struct LearntAbstraction {
    enumerator::Production production;
    std::size_t tasks = 0; // that use it in a program that counts, when it is added
    double score = 0;      // of the library with it
};

struct LearntLibrary {
    enumerator::Grammar grammar; // the latest abstraction first, the received productions last
    std::vector<enumerator::Frontier> frontiers; // with log priors under `grammar`
    std::vector<LearntAbstraction> abstractions; // in the order in which they were added
    double score_before = 0;
    double score_after = 0;
    bool is_greedy = true; // if not, a library other than that of the progress
    StopReason stopped = StopReason::none;
};

struct AbstractionControl {
    std::size_t threads = 1;
    std::stop_token stop = {}; // after a request, the result has the abstractions found so far

    // Called with each abstraction that is added to the greedy library. The result can be another
    // one.
    std::function<void(const LearntAbstraction&)> progress = {};
};

// Adds to the types and the terms of the language, and leaves its grammar as it is, which must be a
// unigram grammar. Programs keep their places in the frontiers. A program stays as it was if its
// rewriting is not eta-long, has no type, or has another unfolding
// (integration/abstraction/unfolding.hpp). If no program has a finite log likelihood, nothing is
// learnt and the weights stay. The result depends on the number of threads only if it is stopped.
// Throws InputError if a program is not eta-long for its request under the grammar.
LearntLibrary learn_library(enumerator::Language& language,
                            std::vector<enumerator::Frontier> frontiers,
                            const AbstractionSettings& settings,
                            const AbstractionControl& control = {});

} // namespace rasp_stitch::abstraction
