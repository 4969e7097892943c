#pragma once

// The abstraction phase: learns a library that explains what wake found better than the library it
// was found with.
//
//     GrowingLanguage language{.types = types, .store = store, .primitive_type = rasp_type};
//     const LearntLibrary learnt = learn_library(language, grammar, frontiers, settings);
//     learnt.grammar      // new productions first, the weights fitted
//     learnt.frontiers    // the same frontiers, rewritten
//     learnt.score_after  // never below learnt.score_before
//

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
#include <vector>

namespace rasp_stitch::abstraction {

struct AbstractionSettings {
    bool is_enabled = true; // otherwise only the score is computed
    ScoreSettings score = {};
    std::uint32_t max_arity = 2;
    std::size_t iterations = std::numeric_limits<std::size_t>::max(); // at most: abstractions
    std::size_t candidates = 300; // that are scored for each abstraction
};

struct LearntAbstraction {
    enumerator::Production production;
    std::size_t tasks = 0; // that used it in a program that counts, when it was found
    double score = 0;      // of the library with it
};

struct LearntLibrary {
    enumerator::Grammar grammar; // the latest abstraction first; then the productions received
    std::vector<Frontier> frontiers;
    std::vector<LearntAbstraction> abstractions; // in the order in which they were found
    double score_before = 0;
    double score_after = 0;
    bool is_complete = true; // false if a stop was requested
};

struct AbstractionControl {
    std::size_t threads = 1;
    std::stop_token stop = {}; // the phase ends soon after a request, with what it has found

    // Called with each abstraction that is added to the library.
    std::function<void(const LearntAbstraction&)> progress = {};
};

// A language that grows: both stores are added to.
struct GrowingLanguage {
    lambda::TypeStore& types;
    lambda::TermStore& store; // of the programs
    enumerator::PrimitiveType primitive_type;
};

LearntLibrary learn_library(const GrowingLanguage& language, const enumerator::Grammar& grammar,
                            std::vector<Frontier> frontiers, const AbstractionSettings& settings,
                            const AbstractionControl& control = {});

} // namespace rasp_stitch::abstraction
