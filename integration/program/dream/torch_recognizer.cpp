// Linked if the build has libtorch (RASP_STITCH_TORCH).

#include "integration/program/dream/make_recognizer.hpp"
#include "recognition/network/train_model.hpp"

#include <optional>
#include <utility>

namespace rasp_stitch::loop {

using enumerator::Language;
using enumerator::SearchTask;
using recognition::GrammarKind;
using recognition::Model;
using recognition::Predictor;

namespace {

// Keeps the network of the last training, or of the model loaded last, from phase to phase.
class TorchRecognizer final : public Recognizer {
public:
    explicit TorchRecognizer(GrammarKind kind) : kind_(kind) {}

    TrainingResult train(const Language& language, std::span<const SearchTask> tasks,
                         std::span<const enumerator::Frontier> frontiers, const Model* before,
                         const TrainingPlan& plan, const TrainingControl& control) override {
        recognition::TrainedModel trained =
            recognition::train_model(language, kind_, tasks, frontiers, before, plan, control);
        predictor_ = std::move(trained.predictor);
        model_ = predictor_->model();
        return {.model = model_, .report = trained.report};
    }

    void load(const LearntModel& learnt) override {
        if (!predictor_ || model_ != learnt.model) {
            predictor_ = Predictor(learnt.language, learnt.model);
            model_ = learnt.model;
        }
    }

    Language language_for(const SearchTask& task) const override {
        return predictor_.value().language_for(task);
    }

private:
    GrammarKind kind_;
    std::optional<Predictor> predictor_;
    Model model_; // of the predictor
};

} // namespace

std::unique_ptr<Recognizer> make_recognizer(GrammarKind kind) {
    return std::make_unique<TorchRecognizer>(kind);
}

} // namespace rasp_stitch::loop
