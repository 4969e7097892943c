#pragma once

// A recognizer without a network: what it predicts is given to it, and its model remembers how
// often it was trained, and on what.

#include "integration/loop/recognizer.hpp"
#include "recognition/tasks/task_grammar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::loop {

class TaughtRecognizer : public Recognizer {
public:
    // The productions that are likely for all tasks.
    explicit TaughtRecognizer(std::vector<std::string> likely) : likely_(std::move(likely)) {}

    TrainingResult train(const enumerator::Language& language,
                         std::span<const enumerator::SearchTask> tasks,
                         std::span<const enumerator::Frontier> frontiers,
                         const recognition::Model* before, const TrainingPlan& plan,
                         const TrainingControl& control) override {
        TrainingReport report{.dreams = plan.dreams, .steps = plan.max_steps, .loss = 1.5};
        for (const enumerator::Frontier& frontier : frontiers) {
            report.replays += frontier.programs.empty() ? 0U : 1U;
        }
        if (control.on_progress) {
            control.on_progress({.steps = 1, .loss = 2});
        }
        report.stopped =
            plan.budget.stop.stop_requested() ? StopReason::interrupted : StopReason::none;
        recognition::Model model = before != nullptr ? *before : recognition::Model{};
        model.productions.push_back(
            fmt::format("{} of {} tasks, {} productions, seed {}", report.replays, tasks.size(),
                        recognition::unigram(language).productions.size(), plan.seed));
        return {.model = std::move(model), .report = report};
    }

    void load(const LearntModel& learnt) override { language_ = learnt.language; }

    enumerator::Language language_for(const enumerator::SearchTask& task) const override {
        enumerator::Language predicted = language_;
        enumerator::Grammar grammar = recognition::task_grammar(
            predicted.types, recognition::unigram(language_), task.literals);
        for (std::size_t i = 0; i < grammar.productions.size(); ++i) {
            const bool is_likely =
                std::ranges::find(likely_, grammar.productions[i].expression) != likely_.end();
            grammar.weights.productions[i] = is_likely ? 0 : -8;
        }
        predicted.grammar = std::move(grammar);
        return predicted;
    }

private:
    std::vector<std::string> likely_;
    enumerator::Language language_;
};

} // namespace rasp_stitch::loop
