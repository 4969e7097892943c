#include "recognition/network/train_model.hpp"

#include "enumerator/rasp_language/rasp_language.hpp"
#include "recognition/lessons/lessons.hpp"
#include "recognition/tasks/task_features.hpp"
#include "recognition/tasks/task_grammar.hpp"
#include "support/budget/deadline.hpp"
#include "support/random/random.hpp"

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

namespace rasp_stitch::recognition {

using enumerator::Frontier;
using enumerator::Language;
using enumerator::SearchTask;

namespace {

constexpr double dreaming_share = 0.25; // of the time, at most

Language without_programs(const Language& language) {
    return {.types = language.types,
            .terms = {},
            .grammar = language.grammar,
            .primitive_type = language.primitive_type};
}

Network network_for(const WeightColumns& columns, std::span<const float> base, const Model* before,
                    std::uint64_t seed) {
    return before != nullptr ? Network(columns, base, *before) : Network(columns, base, seed);
}

std::vector<float> repeated(std::span<const float> table, std::size_t count) {
    std::vector<float> all;
    for (std::size_t i = 0; i < count; ++i) {
        all.insert(all.end(), table.begin(), table.end());
    }
    return all;
}

} // namespace

Predictor::Predictor(const Language& language, WeightColumns columns, Network network)
    : language_(without_programs(language)), columns_(std::move(columns)),
      network_(std::move(network)) {}

Predictor::Predictor(const Language& language, const Model& model)
    : language_(without_programs(language)), columns_(columns_of(language, model.kind)),
      network_(columns_, repeated(model.base, columns_.tables()), model) {}

Language Predictor::language_for(const SearchTask& task) const {
    Language predicted = language_;
    predicted.grammar = columns_.grammar(
        predicted.types, network_.row(task_features(task.task.examples)), task.literals);
    return predicted;
}

Language language_of(const Model& model) {
    Language language{
        .types = {}, .terms = {}, .grammar = {}, .primitive_type = enumerator::rasp_type};
    language.grammar =
        enumerator::uniform_grammar(language.types, model.productions, language.primitive_type);
    return language;
}

TrainedModel train_model(const Language& language, GrammarKind kind,
                         std::span<const SearchTask> tasks, std::span<const Frontier> frontiers,
                         const Model* before, const TrainingPlan& plan,
                         const TrainingControl& control) {
    const auto start = std::chrono::steady_clock::now();
    const auto report_progress = [&](const LearningProgress& progress) {
        if (control.on_progress) {
            control.on_progress(
                {.steps = progress.steps, .loss = progress.loss, .seconds = seconds_since(start)});
        }
    };
    report_progress({});
    WeightColumns columns = columns_of(language, kind);
    // Before the lessons, since the model to begin with may be wrong.
    Network network =
        network_for(columns, columns.row(unigram(language)), before, seed_of(plan.seed, {2}));
    const std::vector<Lesson> replays = replay_lessons(language, columns, tasks, frontiers);
    const std::vector<Lesson> dreams = dream_lessons(
        language, columns, tasks,
        {.draws = plan.dreams,
         .seed = seed_of(plan.seed, {1}),
         .budget = {.seconds = plan.budget.seconds * dreaming_share, .stop = plan.budget.stop}});
    const LearningResult result = network.learn(
        replays, dreams,
        {.dream_share = plan.helmholtz_ratio,
         .batch = plan.batch,
         .max_steps = plan.max_steps,
         .learning_rate = plan.learning_rate,
         .seed = seed_of(plan.seed, {3}),
         .threads = plan.threads,
         .budget = {.seconds = std::max(plan.budget.seconds - seconds_since(start), 0.0),
                    .stop = plan.budget.stop},
         .on_progress = report_progress});
    return {.predictor = Predictor(language, std::move(columns), std::move(network)),
            .report = {.replays = replays.size(),
                       .dreams = dreams.size(),
                       .steps = result.steps,
                       .first_loss = result.first_loss,
                       .loss = result.last_loss,
                       .seconds = seconds_since(start),
                       .stopped = plan.budget.stop.stop_requested() ? StopReason::interrupted
                                                                    : result.stopped}};
}

} // namespace rasp_stitch::recognition
