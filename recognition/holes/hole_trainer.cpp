#include "recognition/holes/hole_trainer.hpp"

#include "recognition/holes/attention.hpp"
#include "recognition/holes/hole_outputs.hpp"
#include "recognition/holes/hole_values.hpp"
#include "recognition/network/blas_threads.hpp"
#include "recognition/relaxed/evaluate_relaxed.hpp"
#include "recognition/relaxed/relaxed_loss.hpp"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>

namespace rasp_stitch::recognition {

using lambda::TermId;
using torch::Tensor;

namespace {

// Weights by the ids of learnt parts; nothing changes them afterwards.
struct Weights final : LearntWeights {
    std::map<std::uint32_t, std::vector<Tensor>> by_id;
};

// Examples with all that is computed of them once.
struct Data {
    std::vector<std::size_t> examples;
    RelaxedBatch batch;
    WantedOutputs wanted;
    HoleFeatures features;
    RelaxedEvaluator evaluator;
};

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

class HoleTrainer final : public Assessor {
public:
    HoleTrainer(const NearTask& task, const GroundGrammar& grammar, const TrainerOptions& options)
        : task_(task), grammar_(grammar), options_(options), programs_(store_),
          words_(words_of(task)) {
        use_one_blas_thread();
        at::set_num_threads(1);
        std::vector<std::size_t> all = task.training;
        if (task.longer != task.training) {
            all.insert(all.end(), task.longer.begin(), task.longer.end());
        }
        token_grid_ = token_grid(inputs_at(task, all));
        spread_ = spread_of(RelaxedBatch(inputs_at(task, task.training), {.tokens = token_grid_}));
        training_.emplace(data(task.training));
        longer_.emplace(data(task.longer));
        all_.emplace(data(all));
        cells_ = all_->wanted.cells;
        if (training_->wanted.numbers.defined()) {
            const Tensor inside =
                training_->wanted.numbers.masked_select(training_->wanted.mask > 0);
            output_spread_ = std::max(0.1, inside.std(false).item<double>());
            guess_outputs();
        }
    }

    Assessment assess(const Sketch& sketch, const Assessment* parent) override {
        Assessment best = trained(sketch, parent, false);
        const double middling = 0.3 * cells_;
        if (options_.recurrent && options_.kind == HoleKind::informed && best.loss > middling &&
            open_sequences(sketch) > 0) {
            Assessment other = trained(sketch, parent, true);
            other.loss += options_.recurrent_price * static_cast<double>(open_sequences(sketch));
            other.steps += best.steps;
            best.steps = other.steps;
            if (other.loss < best.loss) {
                return other;
            }
        }
        return best;
    }

private:
    // A sketch with its weights, while it is trained.
    struct Training {
        NodeId root = 0;
        std::vector<std::uint32_t> learnt;
        std::vector<HoleShape> shapes;
        std::vector<std::uint32_t> ids;
        std::vector<TermId> names;
        std::vector<std::vector<Tensor>> weights;
        Tensor log_scale;
        double loss = std::numeric_limits<double>::infinity(); // of training, per cell
    };

    static std::size_t open_sequences(const Sketch& sketch) {
        std::size_t count = 0;
        for (const std::uint32_t node : open_holes_of(sketch)) {
            count += sketch.nodes()[node].type.sort == rasp::Sort::sequence ? 1U : 0U;
        }
        return count;
    }

    static std::vector<std::uint32_t> open_holes_of(const Sketch& sketch) {
        std::vector<std::uint32_t> open;
        for (const std::uint32_t node : sketch.learnt()) {
            if (sketch.nodes()[node].form == HoleForm::open) {
                open.push_back(node);
            }
        }
        return open;
    }

    Data data(const std::vector<std::size_t>& examples) {
        RelaxedBatch batch(inputs_at(task_, examples), {.tokens = token_grid_});
        std::vector<std::optional<rasp::Output>> outputs;
        for (const std::size_t example : examples) {
            outputs.push_back(task_.task().examples[example].output);
        }
        WantedOutputs wanted = wanted_outputs(batch, outputs);
        soften(wanted, batch, examples);
        HoleFeatures features = hole_features(batch, token_grid_, words_, spread_);
        RelaxedEvaluator evaluator(programs_, batch);
        return {.examples = examples,
                .batch = std::move(batch),
                .wanted = std::move(wanted),
                .features = std::move(features),
                .evaluator = std::move(evaluator)};
    }

    // Finds the affine map of token, position and length that is nearest to the outputs, with as
    // little in it as possible (ridge regression). Affine maps begin there.
    void guess_outputs() {
        const torch::NoGradGuard guard;
        const Tensor inside = training_->wanted.mask.reshape({-1}) > 0;
        const auto width = static_cast<std::int64_t>(summand_count);
        const Tensor rows =
            (training_->features.summands / spread_).reshape({-1, width}).index({inside});
        const Tensor outputs =
            (training_->wanted.numbers / output_spread_).reshape({-1}).index({inside});
        const Tensor square =
            torch::matmul(rows.t(), rows) +
            1e-3 * torch::eye(width, rows.options()) * static_cast<double>(rows.size(0));
        const Tensor guess =
            torch::matmul(torch::inverse(square), torch::matmul(rows.t(), outputs.unsqueeze(1)))
                .squeeze(1);
        for (Data* const some : {&*training_, &*longer_, &*all_}) {
            some->features.guess = guess;
            some->features.output_spread = output_spread_;
        }
    }

    // Puts the distributions of a trained model in place of the outputs.
    void soften(WantedOutputs& wanted, const RelaxedBatch& batch,
                std::span<const std::size_t> examples) const {
        if (task_.soft.empty() || !wanted.probabilities.defined()) {
            return;
        }
        for (std::size_t i = 0; i < examples.size() && i < batch.inputs(); ++i) {
            soften_row(wanted, i, task_.soft[examples[i]]);
        }
    }

    static void soften_row(WantedOutputs& wanted, std::size_t row, const SoftTarget& soft) {
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

    std::optional<Training> begin(const Sketch& sketch, const Assessment* parent, bool recurrent,
                                  std::uint64_t attempt) {
        Training training;
        training.learnt = sketch.learnt();
        std::vector<TermId> by_node(sketch.nodes().size());
        Random random(seed_of(options_.seed, {attempt}));
        const auto* const known =
            parent != nullptr ? dynamic_cast<const Weights*>(parent->weights.get()) : nullptr;
        for (const std::uint32_t node : training.learnt) {
            const SketchNode& part = sketch.nodes()[node];
            const HoleShape shape{.form = part.form,
                                  .type = part.type,
                                  .is_recurrent = recurrent && part.form == HoleForm::open &&
                                                  part.type.sort == rasp::Sort::sequence,
                                  .kind = options_.kind,
                                  .hidden = options_.hidden,
                                  .rank = options_.rank,
                                  .begins_as_token = attempt == 1};
            const TermId name = store_.primitive("?" + std::to_string(part.id) + "/" +
                                                 std::to_string(static_cast<int>(part.type.sort)));
            if (named_.insert(name).second) {
                programs_.add_leaf(name, {.arity = 0, .result = part.type.sort});
            }
            std::vector<Tensor> weights = new_weights(shape, training_->features, random);
            if (known != nullptr && attempt == 0) {
                const auto found = known->by_id.find(part.id);
                if (found != known->by_id.end() && have_same_shapes(found->second, weights)) {
                    for (std::size_t i = 0; i < weights.size(); ++i) {
                        weights[i] = found->second[i].clone();
                    }
                }
            }
            for (Tensor& tensor : weights) {
                tensor.set_requires_grad(true);
            }
            by_node[node] = name;
            training.names.push_back(name);
            training.ids.push_back(part.id);
            training.shapes.push_back(shape);
            training.weights.push_back(std::move(weights));
        }
        const TermId term = sketch.term(
            grammar_, store_, [&](std::uint32_t node) { return by_node[node]; },
            Sketch::Abstractions::unfolded);
        const std::optional<NodeId> root = programs_.add(term, grammar_.lambdas());
        if (!root) {
            return std::nullopt;
        }
        training.root = *root;
        training.log_scale = torch::full({1}, std::log(0.5 * output_spread_),
                                         torch::TensorOptions().dtype(torch::kFloat64));
        training.log_scale.set_requires_grad(true);
        return training;
    }

    static bool have_same_shapes(std::span<const Tensor> a, std::span<const Tensor> b) {
        return std::ranges::equal(
            a, b, [](const Tensor& x, const Tensor& y) { return x.sizes() == y.sizes(); });
    }

    RelaxedResult run(Training& training, Data& on, double sharpness) {
        LeafFunctions functions;
        for (std::size_t i = 0; i < training.names.size(); ++i) {
            functions[training.names[i]] = [&training, &on, i](const RelaxedBatch&,
                                                               std::span<const RelaxedValue>) {
                return hole_value(training.shapes[i], training.weights[i], on.features);
            };
        }
        return on.evaluator.run(training.root, functions, {.sharpness = sharpness});
    }

    LossOptions loss_options(const Training& training) const {
        LossOptions options;
        options.wrong_cells = std::max(task_.noise, 1e-4);
        options.log_scale = training.log_scale;
        // Whether the program fails is for the evaluator to say: a selector that is not crisp yet
        // nearly always would.
        options.counts_failures = false;
        return options;
    }

    // Takes steps from `first` to below `end` of all of them. Returns how many.
    std::size_t train(Training& training, std::size_t first, std::size_t end) {
        std::vector<Tensor> parameters;
        for (const std::vector<Tensor>& weights : training.weights) {
            parameters.insert(parameters.end(), weights.begin(), weights.end());
        }
        const bool has_scale = training_->wanted.numbers.defined();
        if (has_scale) {
            parameters.push_back(training.log_scale);
        }
        torch::optim::Adam optimizer(parameters, torch::optim::AdamOptions(options_.learning_rate));
        std::size_t steps = 0;
        double before = std::numeric_limits<double>::infinity();
        for (std::size_t step = first; step < end; ++step, ++steps) {
            const double share = static_cast<double>(step) /
                                 static_cast<double>(std::max<std::size_t>(options_.steps, 1));
            for (auto& group : optimizer.param_groups()) {
                static_cast<torch::optim::AdamOptions&>(group.options())
                    .lr(options_.learning_rate *
                        (share < 0.5 ? 1.0 : 2.2 - 2 * share * 1.1 + 0.02));
            }
            const double sharpness = 2 * std::pow(options_.sharpest / 2, std::min(1.0, share));
            optimizer.zero_grad();
            const RelaxedResult result = run(training, *training_, sharpness);
            Tensor loss = nats(result, training_->wanted, loss_options(training)).sum() /
                          training_->wanted.cells;
            training.loss = loss.item<double>();
            loss = loss + attention(training) + share * indecision(training);
            if (!loss.requires_grad() || !std::isfinite(training.loss)) {
                break;
            }
            loss.backward();
            optimizer.step();
            // Nothing more to learn, or nothing that can be learnt.
            constexpr std::size_t pause = 25;
            if (training.loss < 2e-3 && task_.noise == 0 && !has_scale) {
                ++steps;
                break;
            }
            if (step % pause == pause - 1) {
                if (step + 1 - first >= 3 * pause && before - training.loss < 1e-3 * before) {
                    ++steps;
                    break;
                }
                before = training.loss;
            }
        }
        return steps;
    }

    // What selectors cost that neither select nor do not. A mean does not depend on how much all of
    // its keys are selected, so nothing else would make them crisp.
    Tensor indecision(const Training& training) {
        Tensor sum = torch::zeros({}, torch::TensorOptions().dtype(torch::kFloat64));
        if (options_.kind == HoleKind::report) {
            return sum;
        }
        for (std::size_t i = 0; i < training.shapes.size(); ++i) {
            const HoleShape& shape = training.shapes[i];
            if (shape.form == HoleForm::open && shape.type.sort == rasp::Sort::selector) {
                const Tensor cells =
                    hole_value(shape, training.weights[i], training_->features).probabilities;
                const Tensor inside =
                    training_->features.mask.unsqueeze(1) * training_->features.mask.unsqueeze(2);
                sum = sum + (cells * (1 - cells) * inside).sum() / inside.sum();
            }
        }
        return sum;
    }

    // What the attention of the outermost aggregate costs where it cannot be right, per cell.
    Tensor attention(const Training& training) {
        const RelaxedNode& root = programs_.node(training.root);
        const bool is_aggregate = !root.leaf && (root.opcode == rasp::Opcode::aggregate ||
                                                 root.opcode == rasp::Opcode::aggregate_default);
        Tensor sum = torch::zeros({}, torch::TensorOptions().dtype(torch::kFloat64));
        if (!is_aggregate || !programs_.node(root.operands[0]).has_leaves) {
            return sum;
        }
        const RelaxedValue* const selector = training_->evaluator.value(root.operands[0]);
        const RelaxedValue* const values = training_->evaluator.value(root.operands[1]);
        if (selector == nullptr || values == nullptr) {
            return sum;
        }
        if (options_.supervises_attention) {
            sum = sum + copied_attention(*selector, *values, training_->wanted,
                                         training_->features.mask,
                                         root.opcode == rasp::Opcode::aggregate_default);
        }
        if (!task_.soft.empty()) {
            sum = sum + given_attention(*selector, task_, training_->examples);
        }
        return sum;
    }

    double judged(Training& training, Data& on) {
        const torch::NoGradGuard guard;
        const RelaxedResult result = run(training, on, options_.sharpest);
        const double sum =
            nats(result, on.wanted, loss_options(training)).sum().item<double>() / on.wanted.cells;
        return std::isfinite(sum) ? sum : 50.0;
    }

    Assessment trained(const Sketch& sketch, const Assessment* parent, bool recurrent) {
        Assessment assessment;
        assessment.loss = 50 * cells_;
        assessment.training_loss = assessment.loss;
        try {
            train_into(assessment, sketch, parent, recurrent);
        } catch (const std::invalid_argument&) {
            // The relaxation cannot run this sketch: it stays as bad as it can be.
        }
        return assessment;
    }

    void train_into(Assessment& assessment, const Sketch& sketch, const Assessment* parent,
                    bool recurrent) {
        std::optional<Training> best;
        const bool has_parent = parent != nullptr && parent->weights != nullptr;
        const std::size_t attempts = recurrent ? 1 : has_parent ? 2 : 3;
        const std::size_t trial = options_.steps / 3;
        const std::size_t steps = recurrent ? options_.steps / 2 : options_.steps;
        for (std::size_t attempt = 0; attempt < attempts; ++attempt) {
            std::optional<Training> made = begin(sketch, parent, recurrent, attempt);
            if (!made) {
                return;
            }
            assessment.steps += train(*made, 0, std::min(trial, steps));
            if (!best || made->loss < best->loss) {
                best = std::move(made);
            }
        }
        assessment.steps += train(*best, trial, steps);
        assessment.training_loss = judged(*best, *training_) * cells_;
        assessment.loss =
            options_.judges_longer ? judged(*best, *longer_) * cells_ : assessment.training_loss;
        auto weights = std::make_shared<Weights>();
        for (std::size_t i = 0; i < best->ids.size(); ++i) {
            for (const Tensor& tensor : best->weights[i]) {
                weights->by_id[best->ids[i]].push_back(tensor.detach());
            }
        }
        const torch::NoGradGuard guard;
        for (std::size_t i = 0; i < best->ids.size(); ++i) {
            HoleReading reading =
                reading_of(best->shapes[i], best->weights[i], training_->features);
            if (reading.form == HoleForm::open && assessment.training_loss < cells_) {
                const RelaxedValue value =
                    hole_value(best->shapes[i], best->weights[i], all_->features);
                reading.outputs.resize(task_.task().examples.size());
                read_outputs(value, all_->batch, all_->examples, reading.outputs);
            }
            assessment.readings.push_back(std::move(reading));
        }
        assessment.weights = std::move(weights);
    }

    const NearTask& task_;
    const GroundGrammar& grammar_;
    TrainerOptions options_;
    lambda::TermStore store_;
    RelaxedPrograms programs_;
    std::set<TermId> named_;
    std::shared_ptr<const Grid> token_grid_;
    std::shared_ptr<const Grid> words_;
    Tensor spread_;
    std::optional<Data> training_;
    std::optional<Data> longer_;
    std::optional<Data> all_;
    double cells_ = 0;
    double output_spread_ = 1;
};

} // namespace

std::unique_ptr<Assessor> make_hole_trainer(const NearTask& task, const GroundGrammar& grammar,
                                            const TrainerOptions& options) {
    return std::make_unique<HoleTrainer>(task, grammar, options);
}

} // namespace rasp_stitch::recognition
