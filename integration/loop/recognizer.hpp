#pragma once

// What the loop asks of a network: to learn from what wake found, and to tell for a task in which
// grammar to search.
//
//     if (std::unique_ptr<Recognizer> recognizer = make_recognizer({.contextual = true})) {
//         const TrainingReport report = recognizer->train(language, tasks, frontiers, plan,
//         control); const AnyGrammar grammar = recognizer->grammar_for(language, tasks[0]);
//     } // else this build has none (RASP_STITCH_TORCH is off)

#include "enumerator/grammar.hpp"
#include "enumerator/grammar_json.hpp"
#include "enumerator/search_tasks.hpp"
#include "integration/dreamcoder/frontier.hpp"
#include "lambda/term_store.hpp"
#include "lambda/type_store.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <stop_token>
#include <string>

namespace rasp_stitch::loop {

struct RecognizerSettings {
    bool contextual = true; // a weight for each parent and argument, else one for each production
    std::size_t threads = 1; // what is learnt does not depend on it
};

// The grammar has the literals of all tasks as productions; a task's own part of it is
// recognition::task_grammar.
struct RecognizedLanguage {
    lambda::TypeStore& types; // is added to
    const enumerator::Grammar& grammar;
};

struct TrainingPlan {
    std::uint64_t seed = 0;
    std::size_t dreams = 10'000;  // programs that are drawn
    double helmholtz_ratio = 0.5; // of what is learnt from, how much are dreams
    std::size_t most_steps = std::numeric_limits<std::size_t>::max();
    double seconds = std::numeric_limits<double>::infinity(); // of dreaming and training
};

struct TrainingReport {
    std::size_t replays = 0; // tasks with programs
    std::size_t dreams = 0;  // that were kept
    std::size_t steps = 0;
    double first_loss = 0; // nats for each program, over the first steps
    double loss = 0;       // over the last steps
    double seconds = 0;
    bool is_complete = true; // false where a stop was requested
};

struct TrainingProgress {
    std::size_t steps = 0;
    double loss = 0;
    double seconds = 0;
};

struct TrainingControl {
    std::stop_token stop = {};
    std::function<void(const TrainingProgress&)> on_progress = {};
};

class Recognizer {
public:
    virtual ~Recognizer() = default;

    // Begins with what it has learnt before, as far as the language is the same. With `most_steps`
    // and without a limit of time the same comes out each time. Frontiers are by task; empty ones
    // are left out.
    virtual TrainingReport train(const RecognizedLanguage& language,
                                 std::span<const enumerator::SearchTask> tasks,
                                 const lambda::TermStore& store,
                                 std::span<const dreamcoder::Frontier> frontiers,
                                 const TrainingPlan& plan, const TrainingControl& control) = 0;

    // For the language that it was trained for last.
    virtual enumerator::AnyGrammar grammar_for(const RecognizedLanguage& language,
                                               const enumerator::SearchTask& task) const = 0;

    // The model as rasp-recognize reads it, and back. InputError where it is none, or of another
    // kind than the settings.
    virtual std::string text() const = 0;
    virtual void read(const std::string& text) = 0;
};

// A null pointer where this build has no network.
std::unique_ptr<Recognizer> make_recognizer(const RecognizerSettings& settings);

} // namespace rasp_stitch::loop
