#pragma once

// A model from what was found and from dreams: the recognition part of the loop, in one call.
//
//     const TrainedModel trained =
//         train_model(types, grammar, GrammarKind::contextual, tasks, store, replays, {}, plan,
//         {});
//     Predictor(types, trained.model).grammar_for(tasks[0]) // to search in for the first task
//
// Needs libtorch (target recognition_torch).

#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/grammar_json.hpp"
#include "enumerator/solve/merged_tasks.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"
#include "recognition/lessons/lessons.hpp"
#include "recognition/lessons/model.hpp"
#include "recognition/lessons/training_plan.hpp"
#include "recognition/lessons/weight_columns.hpp"
#include "recognition/network/network.hpp"

#include <optional>
#include <span>

namespace rasp_stitch::recognition {

struct TrainedModel {
    Model model;
    TrainingReport report;
};

// The grammar has the literals of all tasks. A model to begin with may have been trained for fewer
// productions, of the same kind. InputError where it is none of this network's, and where a program
// is not of the grammar.
TrainedModel train_model(lambda::TypeStore& types, const enumerator::Grammar& grammar,
                         GrammarKind kind, std::span<const enumerator::SearchTask> tasks,
                         const lambda::TermStore& store, std::span<const Replay> replays,
                         const std::optional<Model>& before, const TrainingPlan& plan,
                         const TrainingControl& control);

// A model that was read, ready to be asked.
class Predictor {
public:
    // Puts the types of the model's productions into the store. InputError where one has none, or
    // the model's parameters are not those of the network.
    Predictor(lambda::TypeStore& types, const Model& model);

    // The grammar to search in for a task, which has its literals as the last productions. It has
    // all programs of the language.
    enumerator::AnyGrammar grammar_for(const enumerator::SearchTask& task) const;

private:
    lambda::TypeStore* types_;
    WeightColumns columns_;
    Network network_;
};

} // namespace rasp_stitch::recognition
