#pragma once

// Door of recognition/network.
//
// Trains the recognition model of Ellis et al. 2021 (DreamCoder, Section 2): from the programs
// found for tasks, and from dreams, a network learns to predict the grammar of programs that solve
// a task. A language with the literals of all tasks, the tasks and their frontiers come in; a
// predictor goes out. Needs libtorch.
//
// ```cpp
// #include "enumerator/rasp_language/rasp_language.hpp"
// #include "rasp/tasks/task.hpp"
// const enumerator::Language language = enumerator::rasp_language("tokens,indices,eq,add,one");
// const std::vector<enumerator::SearchTask> tasks =
//     enumerator::merged_tasks(rasp::read_tasks(R"json([
//         {"name": "positions", "type": "input(str) -> seq(num)", "literals": [],
//          "examples": [{"input": ["a", "b"], "output": [0, 1]}]}])json"));
// const TrainedModel trained = train_model(language, GrammarKind::contextual, tasks, {}, nullptr,
//                                          {.dreams = 100, .max_steps = 1}, {});
// CHECK(trained.report.steps == 1);
// const enumerator::Language predicted = trained.predictor.language_for(tasks[0]);
// ```
//
// network.hpp describes the network.

#include "enumerator/grammar/frontier.hpp"
#include "enumerator/grammar/language.hpp"
#include "enumerator/solve/merged_tasks.hpp"
#include "recognition/lessons/model.hpp"
#include "recognition/lessons/training_plan.hpp"
#include "recognition/lessons/weight_columns.hpp"
#include "recognition/network/network.hpp"

#include <span>

namespace rasp_stitch::recognition {

// A trained network that predicts the language to search in for a task.
class Predictor {
public:
    // Takes a network for a language that has at least the productions of the columns.
    Predictor(const enumerator::Language& language, WeightColumns columns, Network network);

    // Makes the network of a model that was trained for the language. Throws InputError if the
    // model's parameters do not fit the network.
    Predictor(const enumerator::Language& language, const Model& model);

    // Returns the language to search in for a task, without programs. The task's literals are its
    // last productions, and every program of the language has a probability above 0.
    enumerator::Language language_for(const enumerator::SearchTask& task) const;

    Model model() const { return network_.model(); }

private:
    enumerator::Language language_; // its types, which the columns refer to
    WeightColumns columns_;
    Network network_;
};

// Returns the language of a model's productions, which has no literals. Throws InputError if a
// production has no type.
enumerator::Language language_of(const Model& model);

struct TrainedModel {
    Predictor predictor;
    TrainingReport report;
};

// The language has the literals of all tasks. Frontiers are given by task, or there are none.
// Training begins with `before` unless it is null; that model may have been trained for fewer
// productions, but must be of the same kind. Throws InputError if its parameters do not fit, or if
// a program is not of the language.
TrainedModel train_model(const enumerator::Language& language, GrammarKind kind,
                         std::span<const enumerator::SearchTask> tasks,
                         std::span<const enumerator::Frontier> frontiers, const Model* before,
                         const TrainingPlan& plan, const TrainingControl& control);

} // namespace rasp_stitch::recognition
