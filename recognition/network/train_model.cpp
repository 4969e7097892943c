#include "recognition/network/train_model.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "recognition/tasks/task_features.hpp"
#include "support/budget/deadline.hpp"
#include "support/random/random.hpp"

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

namespace rasp_stitch::recognition {

using enumerator::Grammar;
using enumerator::SearchTask;

namespace {

constexpr double dreaming_share = 0.25; // of the time, at most

Network network_for(const WeightColumns& columns, std::span<const float> base,
                    const std::optional<Model>& before, std::uint64_t seed) {
    return before ? Network(columns, base, *before) : Network(columns, base, seed);
}

WeightColumns columns_of_model(lambda::TypeStore& types, const Model& model) {
    const enumerator::PrimitiveType primitive_type = enumerator::rasp_type;
    const Grammar grammar = enumerator::uniform_grammar(types, model.productions, primitive_type);
    return {types, grammar.productions, model.kind};
}

std::vector<float> repeated(std::span<const float> table, std::size_t count) {
    std::vector<float> all;
    for (std::size_t i = 0; i < count; ++i) {
        all.insert(all.end(), table.begin(), table.end());
    }
    return all;
}

} // namespace

TrainedModel train_model(lambda::TypeStore& types, const Grammar& grammar, GrammarKind kind,
                         std::span<const SearchTask> tasks, const lambda::TermStore& store,
                         std::span<const Replay> replays, const std::optional<Model>& before,
                         const TrainingPlan& plan, const TrainingControl& control) {
    const auto start = std::chrono::steady_clock::now();
    const auto tell = [&](const LearningProgress& progress) {
        if (control.on_progress) {
            control.on_progress(
                {.steps = progress.steps, .loss = progress.loss, .seconds = seconds_since(start)});
        }
    };
    tell({});
    const WeightColumns columns = columns_of(types, grammar, kind);
    // First, since the model to begin with can be wrong.
    Network network = network_for(columns, columns.row(grammar), before, seed_of(plan.seed, {2}));
    const std::vector<Lesson> replayed =
        replay_lessons(types, columns, grammar, tasks, store, replays);
    const std::vector<Lesson> dreamt = dream_lessons(types, columns, grammar, tasks,
                                                     {.draws = plan.dreams,
                                                      .seed = seed_of(plan.seed, {1}),
                                                      .seconds = plan.seconds * dreaming_share,
                                                      .stop = control.stop});
    const LearningResult result =
        network.learn(replayed, dreamt,
                      {.dream_share = plan.helmholtz_ratio,
                       .batch = plan.batch,
                       .most_steps = plan.most_steps,
                       .seconds = std::max(plan.seconds - seconds_since(start), 0.0),
                       .learning_rate = plan.learning_rate,
                       .seed = seed_of(plan.seed, {3}),
                       .threads = plan.threads,
                       .stop = control.stop,
                       .on_progress = tell});
    return {.model = network.model(),
            .report = {.replays = replayed.size(),
                       .dreams = dreamt.size(),
                       .steps = result.steps,
                       .first_loss = result.first_loss,
                       .loss = result.last_loss,
                       .seconds = seconds_since(start),
                       .is_complete = result.is_complete && !control.stop.stop_requested()}};
}

Predictor::Predictor(lambda::TypeStore& types, const Model& model)
    : types_(&types), columns_(columns_of_model(types, model)),
      network_(columns_, repeated(model.base, columns_.tables()), model) {}

enumerator::AnyGrammar Predictor::grammar_for(const SearchTask& task) const {
    return columns_.grammar(*types_, network_.row(task_features(task.task.examples)),
                            task.literals);
}

} // namespace rasp_stitch::recognition
