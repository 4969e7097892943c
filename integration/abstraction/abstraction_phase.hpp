#pragma once

// The abstraction phase: a library that explains what wake found better than the one it had.
//
//     GrowingLanguage language{.types = types, .store = store, .primitive_type = rasp_type};
//     const LearntLibrary learnt = learn_library(language, grammar, frontiers, settings);
//     learnt.grammar      // new productions first, the weights fitted
//     learnt.frontiers    // the same frontiers, rewritten
//     learnt.score_after  // never below learnt.score_before
//
// Greedy: of the abstractions that the compressor proposes, the one that gives the best score is
// kept, and the search goes on in the programs rewritten with it, until nothing raises the score.
// (Ellis et al. 2021; proposals by matching as in Bowers et al. 2023 and not by inverse beta
// reduction.)
//
// A program is kept as it was where its rewriting is not eta-long, has no type, or does not unfold
// to the same normal form.

#include "enumerator/grammar/grammar.hpp"
#include "integration/abstraction/frontier.hpp"
#include "integration/abstraction/score.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <stop_token>
#include <string>
#include <vector>

namespace rasp_stitch::dreamcoder {

struct AbstractionSettings {
    bool is_enabled = true; // else what was received is given back, with its score
    ScoreSettings score = {};
    std::uint32_t max_arity = 2;
    std::size_t iterations = std::numeric_limits<std::size_t>::max(); // abstractions, at most
    std::size_t candidates = 300; // that are scored for each abstraction
};

struct LearntAbstraction {
    enumerator::Production production;
    std::size_t tasks = 0; // that use it in a program that counts, when it is found
    double score = 0;      // of the library with it
};

struct LearntLibrary {
    enumerator::Grammar grammar; // the productions received, in order, behind the new ones
    std::vector<Frontier> frontiers;
    std::vector<LearntAbstraction> abstractions; // in the order in which they were found
    double score_before = 0;
    double score_after = 0;
    bool is_complete = true; // false where a stop was requested
};

struct AbstractionControl {
    std::size_t threads = 1;
    std::stop_token stop = {};

    // Called with each abstraction that is kept.
    std::function<void(const LearntAbstraction&)> progress = {};
};

// A language that grows: both stores are added to.
struct GrowingLanguage {
    lambda::TypeStore& types;
    lambda::TermStore& store; // of the programs
    enumerator::PrimitiveType primitive_type;
};

// Where no program counts there is nothing to learn from, and the weights stay what they are.
// InputError where a program is not eta-long for its request under the grammar. What is learnt does
// not depend on the number of threads, unless it is stopped.
LearntLibrary learn_library(const GrowingLanguage& language, const enumerator::Grammar& grammar,
                            std::vector<Frontier> frontiers, const AbstractionSettings& settings,
                            const AbstractionControl& control = {});

} // namespace rasp_stitch::dreamcoder
