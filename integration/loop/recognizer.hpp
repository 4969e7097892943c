#pragma once

// What the loop needs of a recognition model (Ellis et al. 2021, DreamCoder): it learns from the
// programs found, and predicts for each task the grammar to search in.
//
//     const TrainingResult result =
//         recognizer.train(language, tasks, frontiers, nullptr, plan, control);
//     recognizer.load({.model = result.model, .language = language});
//     const enumerator::Language predicted = recognizer.language_for(tasks[0]);

#include "enumerator/grammar/frontier.hpp"
#include "enumerator/grammar/language.hpp"
#include "enumerator/solve/merged_tasks.hpp"
#include "integration/run/loop_state.hpp"
#include "recognition/lessons/model.hpp"
#include "recognition/lessons/training_plan.hpp"

#include <span>

namespace rasp_stitch::loop {

using recognition::TrainingControl;
using recognition::TrainingPlan;
using recognition::TrainingProgress;
using recognition::TrainingReport;

struct TrainingResult {
    recognition::Model model;
    TrainingReport report;
};

class Recognizer {
public:
    virtual ~Recognizer() = default;

    // Trains a model for a language that has the literals of all tasks. Training begins with
    // `before`, unless it is null, as far as the languages agree. Frontiers are given by task;
    // empty ones are ignored. If steps are limited and time is not, the result depends on the
    // arguments alone, on processors of the same kind with the same linear algebra library.
    virtual TrainingResult train(const enumerator::Language& language,
                                 std::span<const enumerator::SearchTask> tasks,
                                 std::span<const enumerator::Frontier> frontiers,
                                 const recognition::Model* before, const TrainingPlan& plan,
                                 const TrainingControl& control) = 0;

    // Makes this the model that language_for asks. Costs next to nothing if it already is, as after
    // its training. Throws InputError if it is not a model for the language.
    virtual void load(const LearntModel& learnt) = 0;

    // Returns the language that the loaded model predicts for a task.
    virtual enumerator::Language language_for(const enumerator::SearchTask& task) const = 0;
};

} // namespace rasp_stitch::loop
