#include "integration/loop/recognizer.hpp"

#include "recognition/lessons/model.hpp"
#include "recognition/network/train_model.hpp"
#include "support/json/json_input.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>
#include <vector>

namespace rasp_stitch::loop {

using enumerator::SearchTask;
using recognition::GrammarKind;
using recognition::Model;
using recognition::Replay;

namespace {

std::vector<Replay> replays_of(std::span<const enumerator::Frontier> frontiers) {
    std::vector<Replay> replays;
    for (std::size_t i = 0; i < frontiers.size(); ++i) {
        Replay replay{.task = i, .request = frontiers[i].request, .programs = {}};
        for (const enumerator::FrontierProgram& program : frontiers[i].programs) {
            replay.programs.push_back({program.term, program.log_likelihood});
        }
        if (!replay.programs.empty()) {
            replays.push_back(std::move(replay));
        }
    }
    return replays;
}

class TorchRecognizer final : public Recognizer {
public:
    explicit TorchRecognizer(GrammarKind kind) : kind_(kind) {}

    TrainingReport train(const RecognizedLanguage& language, std::span<const SearchTask> tasks,
                         const lambda::TermStore& store,
                         std::span<const enumerator::Frontier> frontiers, const TrainingPlan& plan,
                         const TrainingControl& control) override {
        recognition::TrainedModel trained =
            recognition::train_model(language.types, language.grammar, kind_, tasks, store,
                                     replays_of(frontiers), model_, plan, control);
        model_ = std::move(trained.model);
        return trained.report;
    }

    enumerator::AnyGrammar grammar_for(const RecognizedLanguage& language,
                                       const SearchTask& task) const override {
        recognition::check_language(model_.value(), language.grammar);
        return recognition::Predictor(language.types, *model_).grammar_for(task);
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
    GrammarKind kind_;
    std::optional<Model> model_;
};

} // namespace

std::unique_ptr<Recognizer> make_recognizer(const RecognizerSettings& settings) {
    return std::make_unique<TorchRecognizer>(settings.contextual ? GrammarKind::contextual
                                                                 : GrammarKind::plain);
}

} // namespace rasp_stitch::loop
