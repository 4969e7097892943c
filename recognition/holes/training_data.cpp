#include "recognition/holes/training_data.hpp"

#include "rasp/language/value.hpp"
#include "recognition/near/readings.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace rasp_stitch::recognition {

using torch::Tensor;

namespace {

std::vector<rasp::Input> inputs_at(const NearTask& task, std::span<const std::size_t> examples) {
    std::vector<rasp::Input> inputs;
    for (const std::size_t example : examples) {
        inputs.push_back(task.task().examples[example].input);
    }
    return inputs;
}

std::shared_ptr<const Grid> words_of(const NearTask& task) {
    std::vector<std::string> texts;
    const auto add = [&](const rasp::Value& value) {
        if (const auto* const text = std::get_if<std::string>(&value)) {
            texts.push_back(*text);
        }
    };
    for (const rasp::Example& example : task.task().examples) {
        std::ranges::for_each(example.input.tokens, add);
        if (example.input.atom) {
            add(*example.input.atom);
        }
        if (example.output && std::holds_alternative<rasp::Sequence>(*example.output)) {
            std::ranges::for_each(std::get<rasp::Sequence>(*example.output), add);
        }
    }
    return texts.empty() ? nullptr : std::make_shared<const Grid>(Grid::strings(std::move(texts)));
}

void soften_row(WantedOutputs& wanted, std::size_t row, const SoftTarget& soft) {
    for (std::size_t k = 0; k < soft.outputs.size(); ++k) {
        const Tensor cell =
            wanted.probabilities[static_cast<std::int64_t>(row)][static_cast<std::int64_t>(k)];
        if (wanted.kind == RelaxedKind::booleans) {
            for (const auto& [value, probability] : soft.outputs[k]) {
                if (rasp::number_of(value) == 1) {
                    cell.fill_(probability);
                }
            }
            continue;
        }
        if (wanted.grid == nullptr) {
            continue;
        }
        cell.zero_();
        for (const auto& [value, probability] : soft.outputs[k]) {
            const auto place =
                wanted.grid->has_strings()
                    ? wanted.grid->place_of(std::string_view(std::get<std::string>(value)))
                    : wanted.grid->place_of(static_cast<std::int64_t>(rasp::number_of(value)));
            if (place) {
                cell[static_cast<std::int64_t>(*place)] = probability;
            }
        }
    }
}

// Puts the distributions of a trained model in place of the outputs.
void soften(WantedOutputs& wanted, const NearTask& task, std::span<const std::size_t> examples) {
    if (task.soft.empty() || !wanted.probabilities.defined()) {
        return;
    }
    for (std::size_t i = 0; i < examples.size(); ++i) {
        soften_row(wanted, i, task.soft[examples[i]]);
    }
}

} // namespace

TaskData::TaskData(const NearTask& task, const RelaxedPrograms& programs)
    : task_(&task), programs_(&programs), words_(words_of(task)) {
    std::vector<std::size_t> all = task.training;
    if (task.longer != task.training) {
        all.insert(all.end(), task.longer.begin(), task.longer.end());
    }
    token_grid_ = token_grid(inputs_at(task, all));
    spread_ = spread_of(RelaxedBatch(inputs_at(task, task.training), {.tokens = token_grid_}));
    training_[1] = batch_of(task.training, 1);
    longer_[1] = batch_of(task.longer, 1);
    all_ = batch_of(all, 1);
    const WantedOutputs& wanted = training_[1]->wanted;
    if (wanted.numbers.defined()) {
        const Tensor inside = wanted.numbers.masked_select(wanted.mask > 0);
        output_spread_ = std::max(0.1, inside.std(false).item<double>());
        guess_outputs();
    }
}

ExampleBatch& TaskData::training(std::size_t starts) {
    return with_starts(training_, task_->training, starts);
}

ExampleBatch& TaskData::longer(std::size_t starts) {
    return with_starts(longer_, task_->longer, starts);
}

ExampleBatch& TaskData::with_starts(ByStarts& batches, const std::vector<std::size_t>& examples,
                                    std::size_t starts) const {
    std::unique_ptr<ExampleBatch>& batch = batches[starts];
    if (batch == nullptr) {
        batch = batch_of(examples, starts);
        batch->features.guess = guess_;
        batch->features.output_spread = output_spread_;
    }
    return *batch;
}

std::unique_ptr<ExampleBatch> TaskData::batch_of(const std::vector<std::size_t>& examples,
                                                 std::size_t starts) const {
    std::vector<std::size_t> repeated;
    for (std::size_t start = 0; start < starts; ++start) {
        repeated.insert(repeated.end(), examples.begin(), examples.end());
    }
    RelaxedBatch batch(inputs_at(*task_, repeated), {.tokens = token_grid_});
    std::vector<std::optional<rasp::Output>> outputs;
    for (const std::size_t example : repeated) {
        outputs.push_back(task_->task().examples[example].output);
    }
    WantedOutputs wanted = wanted_outputs(batch, outputs);
    soften(wanted, *task_, repeated);
    HoleFeatures features = hole_features(batch, token_grid_, words_, spread_);
    RelaxedEvaluator evaluator(*programs_, batch);
    return std::make_unique<ExampleBatch>(ExampleBatch{.examples = std::move(repeated),
                                                       .batch = std::move(batch),
                                                       .wanted = std::move(wanted),
                                                       .features = std::move(features),
                                                       .evaluator = std::move(evaluator)});
}

// Finds the affine map of token, position and length that is nearest to the outputs, with as
// little in it as possible (ridge regression). Affine maps begin there.
void TaskData::guess_outputs() {
    const ExampleBatch& training = *training_.at(1);
    const torch::NoGradGuard guard;
    const Tensor inside = training.wanted.mask.reshape({-1}) > 0;
    const auto width = static_cast<std::int64_t>(summand_count);
    const Tensor rows = (training.features.summands / spread_).reshape({-1, width}).index({inside});
    const Tensor outputs = (training.wanted.numbers / output_spread_).reshape({-1}).index({inside});
    const Tensor square = torch::matmul(rows.t(), rows) + 1e-3 * torch::eye(width, rows.options()) *
                                                              static_cast<double>(rows.size(0));
    guess_ = torch::matmul(torch::inverse(square), torch::matmul(rows.t(), outputs.unsqueeze(1)))
                 .squeeze(1);
    for (ExampleBatch* const some : {training_.at(1).get(), longer_.at(1).get(), all_.get()}) {
        some->features.guess = guess_;
        some->features.output_spread = output_spread_;
    }
}

} // namespace rasp_stitch::recognition
