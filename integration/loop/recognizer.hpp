#pragma once

// What the loop asks of a network: to learn from what wake found, and to tell for a task in which
// grammar to search.
//
//     if (std::unique_ptr<Recognizer> recognizer = make_recognizer({.contextual = true})) {
//         recognizer->train(language, tasks, store, frontiers, plan, control);
//         const AnyGrammar grammar = recognizer->grammar_for(language, tasks[0]);
//     } // else this build has none (RASP_STITCH_TORCH is off)

#include "enumerator/grammar/frontier.hpp"
#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/grammar_json.hpp"
#include "enumerator/solve/merged_tasks.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"
#include "recognition/lessons/training_plan.hpp"

#include <memory>
#include <span>
#include <string>

namespace rasp_stitch::loop {

struct RecognizerSettings {
    bool contextual = true; // a weight for each parent and argument, else one for each production
};

// The grammar has the literals of all tasks as productions; a task's own part of it is
// recognition::task_grammar.
struct RecognizedLanguage {
    lambda::TypeStore& types; // is added to
    const enumerator::Grammar& grammar;
};

using recognition::TrainingControl;
using recognition::TrainingPlan;
using recognition::TrainingProgress;
using recognition::TrainingReport;

class Recognizer {
public:
    virtual ~Recognizer() = default;

    // Begins with what it has learnt before, as far as the language is the same. With `most_steps`
    // and without a limit of time the same comes out each time. Frontiers are by task; empty ones
    // are left out.
    virtual TrainingReport train(const RecognizedLanguage& language,
                                 std::span<const enumerator::SearchTask> tasks,
                                 const lambda::TermStore& store,
                                 std::span<const enumerator::Frontier> frontiers,
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
