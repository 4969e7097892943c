#include "integration/loop/recognizer.hpp"

#include "integration/loop/lessons.hpp"
#include "recognition/dreams.hpp"
#include "recognition/network.hpp"
#include "recognition/random_numbers.hpp"
#include "support/input_error.hpp"
#include "support/json_input.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace rasp_stitch::loop {

using enumerator::SearchTask;
using recognition::GrammarKind;
using recognition::Lesson;
using recognition::Model;
using recognition::Network;
using recognition::WeightColumns;

namespace {

constexpr double dreaming_share = 0.25; // of the time, at most

class TorchRecognizer final : public Recognizer {
public:
    explicit TorchRecognizer(const RecognizerSettings& settings)
        : kind_(settings.contextual ? GrammarKind::contextual : GrammarKind::plain),
          threads_(settings.threads) {}

    TrainingReport train(const RecognizedLanguage& language, std::span<const SearchTask> tasks,
                         const lambda::TermStore& store,
                         std::span<const dreamcoder::Frontier> frontiers, const TrainingPlan& plan,
                         const TrainingControl& control) override {
        const WeightColumns columns = columns_of(language);
        const std::vector<float> base = columns.row(language.grammar);
        const std::vector<Lesson> replays =
            replay_lessons(language.types, columns, base, tasks, store, frontiers);
        const auto start = std::chrono::steady_clock::now();
        const std::vector<Lesson> dreams = dream_lessons(
            language.types, columns, language.grammar, tasks,
            {.draws = plan.dreams,
             .seed = recognition::seed_of(plan.seed, {1}),
             .seconds = plan.seconds * dreaming_share,
             .stop = control.stop});
        const double seconds_left = plan.seconds - enumerator::seconds_since(start);
        Network network = model_ ? Network(columns, base, *model_)
                                 : Network(columns, base, recognition::seed_of(plan.seed, {2}));
        recognition::LearningOptions options{.dream_share = plan.helmholtz_ratio,
                                             .most_steps = plan.most_steps,
                                             .seconds = std::max(seconds_left, 0.0),
                                             .seed = recognition::seed_of(plan.seed, {3}),
                                             .threads = threads_,
                                             .stop = control.stop};
        if (control.on_progress) {
            options.on_progress = [&](const recognition::LearningProgress& progress) {
                control.on_progress({.steps = progress.steps,
                                     .loss = progress.loss,
                                     .seconds = enumerator::seconds_since(start)});
            };
        }
        const recognition::LearningResult result = network.learn(replays, dreams, options);
        model_ = network.model();
        return {.replays = replays.size(),
                .dreams = dreams.size(),
                .steps = result.steps,
                .first_loss = result.first_loss,
                .loss = result.last_loss,
                .seconds = enumerator::seconds_since(start),
                .is_complete = result.is_complete && !control.stop.stop_requested()};
    }

    enumerator::AnyGrammar grammar_for(const RecognizedLanguage& language,
                                       const SearchTask& task) const override {
        const WeightColumns columns = columns_of(language);
        const std::vector<float> base = columns.row(language.grammar);
        if (!model_) {
            return columns.grammar(language.types, base, task.literals);
        }
        recognition::check_language(*model_, language.grammar);
        const Network network(columns, base, *model_);
        return columns.grammar(language.types,
                               network.row(recognition::task_features(task.task.examples)),
                               task.literals);
    }

    std::string text() const override { return model_ ? recognition::model_text(*model_) : ""; }

    void read(const std::string& text) override {
        const Json document = parse_json(text);
        Model model = recognition::read_model(JsonCursor(document));
        if (model.kind != kind_) {
            throw InputError({.found = fmt::format("the model is {}", name_of(model.kind)),
                              .expected = fmt::format("{}, by the settings", name_of(kind_))});
        }
        model_ = std::move(model);
    }

private:
    WeightColumns columns_of(const RecognizedLanguage& language) const {
        return recognition::columns_of(language.types, language.grammar, kind_);
    }

    GrammarKind kind_;
    std::size_t threads_;
    std::optional<Model> model_;
};

} // namespace

std::unique_ptr<Recognizer> make_recognizer(const RecognizerSettings& settings) {
    return std::make_unique<TorchRecognizer>(settings);
}

} // namespace rasp_stitch::loop
