#include "recognition/holes/hole_trainer.hpp"

#include "recognition/holes/attention.hpp"
#include "recognition/holes/hole_outputs.hpp"
#include "recognition/holes/hole_values.hpp"
#include "recognition/holes/starts.hpp"
#include "recognition/holes/training_data.hpp"
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

class HoleTrainer final : public Assessor {
public:
    HoleTrainer(const NearTask& task, const GroundGrammar& grammar, const TrainerOptions& options)
        : task_(task), grammar_(grammar), options_(options), programs_(store_) {
        use_one_blas_thread();
        at::set_num_threads(1);
        data_.emplace(task, programs_);
        cells_ = data_->cells();
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
        std::vector<std::vector<Tensor>> weights; // of all starts
        std::vector<RelaxedValue> values;         // that the parts had in the last run
        Tensor log_scale;                         // by start
        std::size_t starts = 1;
        std::size_t best = 0;                                  // start
        double loss = std::numeric_limits<double>::infinity(); // of the best start, per cell
    };

    // Begins several starts at once, the first of them with the weights of the parent.
    std::optional<Training> begin(const Sketch& sketch, const Assessment* parent, bool recurrent,
                                  std::size_t first, std::size_t starts) {
        Training training;
        training.starts = starts;
        training.learnt = sketch.learnt();
        std::vector<TermId> by_node(sketch.nodes().size());
        const auto* const known =
            parent != nullptr ? dynamic_cast<const Weights*>(parent->weights.get()) : nullptr;
        std::vector<Random> random;
        for (std::size_t start = first; start < first + starts; ++start) {
            random.emplace_back(seed_of(options_.seed, {start}));
        }
        for (const std::uint32_t node : training.learnt) {
            const SketchNode& part = sketch.nodes()[node];
            const HoleShape shape{.form = part.form,
                                  .type = part.type,
                                  .is_recurrent = recurrent && part.form == HoleForm::open &&
                                                  part.type.sort == rasp::Sort::sequence,
                                  .kind = options_.kind,
                                  .hidden = options_.hidden,
                                  .rank = options_.rank};
            std::string text("?");
            text += std::to_string(part.id);
            text += '/';
            text += std::to_string(static_cast<int>(part.type.sort));
            const TermId name = store_.primitive(text);
            if (named_.insert(name).second) {
                programs_.add_leaf(name, {.arity = 0, .result = part.type.sort});
            }
            std::vector<std::vector<Tensor>> of_starts;
            for (std::size_t i = 0; i < starts; ++i) {
                of_starts.push_back(first_weights(shape, part.id, known, first + i, random[i]));
            }
            std::vector<Tensor> weights = stacked(of_starts);
            for (Tensor& tensor : weights) {
                tensor.set_requires_grad(true);
            }
            by_node[node] = name;
            training.names.push_back(name);
            training.ids.push_back(part.id);
            training.shapes.push_back(shape);
            training.weights.push_back(std::move(weights));
        }
        training.values.resize(training.names.size());
        const TermId term = sketch.term(
            grammar_, store_, [&](std::uint32_t node) { return by_node[node]; },
            Sketch::Abstractions::unfolded);
        const std::optional<NodeId> root = programs_.add(term, grammar_.lambdas());
        if (!root) {
            return std::nullopt;
        }
        training.root = *root;
        training.log_scale =
            torch::full({static_cast<std::int64_t>(starts)}, std::log(0.5 * data_->output_spread()),
                        torch::TensorOptions().dtype(torch::kFloat64));
        training.log_scale.set_requires_grad(true);
        return training;
    }

    // The first start begins as the parent ended, with maps that are near to the outputs; the second
    // one with tokens; the others anywhere, with what the parent has learnt in the third.
    std::vector<Tensor> first_weights(HoleShape shape, std::uint32_t id, const Weights* known,
                                      std::size_t start, Random& random) {
        shape.has_bilinear_form = start % 2 == 1;
        const auto at = start < 2 ? start : below(random, affine_starts);
        std::vector<Tensor> weights =
            new_weights(shape, data_->training().features, random, static_cast<AffineStart>(at));
        if (known != nullptr && (start == 0 || start == 2)) {
            const auto found = known->by_id.find(id);
            if (found != known->by_id.end() && have_same_shapes(found->second, weights)) {
                return found->second;
            }
        }
        return weights;
    }

    // Returns the best of the starts, to be trained alone.
    static Training best_start(Training training) {
        const auto only = [&](const Tensor& tensor) {
            Tensor one =
                tensor.detach().narrow(0, static_cast<std::int64_t>(training.best), 1).clone();
            one.set_requires_grad(true);
            return one;
        };
        if (training.starts > 1) {
            for (std::vector<Tensor>& weights : training.weights) {
                std::ranges::transform(weights, weights.begin(), only);
            }
            training.log_scale = only(training.log_scale);
            training.starts = 1;
            training.best = 0;
        }
        return training;
    }

    static bool have_same_shapes(std::span<const Tensor> a, std::span<const Tensor> b) {
        return std::ranges::equal(
            a, b, [](const Tensor& x, const Tensor& y) { return x.sizes() == y.sizes(); });
    }

    static RelaxedResult run(Training& training, ExampleBatch& on, double sharpness) {
        LeafFunctions functions;
        for (std::size_t i = 0; i < training.names.size(); ++i) {
            functions[training.names[i]] = [&training, &on, i](const RelaxedBatch&,
                                                               std::span<const RelaxedValue>) {
                training.values[i] =
                    hole_value(training.shapes[i], training.weights[i], on.features);
                return training.values[i];
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

    // Notes the losses of the starts. Returns their sum.
    Tensor losses(Training& training, ExampleBatch& on, double sharpness) {
        LossOptions options = loss_options(training);
        if (training.starts > 1) {
            options.log_scale = options.log_scale.repeat_interleave(
                static_cast<std::int64_t>(on.batch.inputs() / training.starts));
        }
        const RelaxedResult result = run(training, on, sharpness);
        const Tensor by_start = nats(result, on.wanted, options)
                                    .view({static_cast<std::int64_t>(training.starts), -1})
                                    .sum(1);
        const Tensor known = by_start.detach().nan_to_num(1e30, 1e30);
        training.best = static_cast<std::size_t>(known.argmin().item<std::int64_t>());
        training.loss =
            known.min().item<double>() * static_cast<double>(training.starts) / on.wanted.cells;
        return by_start.sum() / on.wanted.cells;
    }

    // Takes steps from `first` to below `end` of all of them. Returns how many.
    std::size_t train(Training& training, std::size_t first, std::size_t end) {
        ExampleBatch& on = data_->training(training.starts);
        std::vector<Tensor> parameters;
        for (const std::vector<Tensor>& weights : training.weights) {
            parameters.insert(parameters.end(), weights.begin(), weights.end());
        }
        const bool has_scale = on.wanted.numbers.defined();
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
            optimizer.zero_grad();
            Tensor loss = losses(training, on, sharpness_at(step));
            if (!loss.requires_grad() || !std::isfinite(loss.item<double>())) {
                break;
            }
            loss = loss + attention(training, on) + share * indecision(training, on) +
                   largeness(training);
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

    // The sharpness grows by degrees, since what does not depend on weights is computed once for each.
    double sharpness_at(std::size_t step) const {
        constexpr std::size_t degree = 10;
        const double share = static_cast<double>(step / degree * degree) /
                             static_cast<double>(std::max<std::size_t>(options_.steps, 1));
        return 2 * std::pow(options_.sharpest / 2, std::min(1.0, share));
    }

    // What selectors cost that neither select nor do not. A mean does not depend on how much all of
    // its keys are selected, so nothing else would make them crisp.
    Tensor indecision(const Training& training, const ExampleBatch& on) const {
        Tensor sum = torch::zeros({}, torch::TensorOptions().dtype(torch::kFloat64));
        if (options_.kind == HoleKind::report) {
            return sum;
        }
        for (std::size_t i = 0; i < training.shapes.size(); ++i) {
            const HoleShape& shape = training.shapes[i];
            if (shape.form == HoleForm::open && shape.type.sort == rasp::Sort::selector) {
                const Tensor& cells = training.values[i].probabilities;
                const Tensor inside = on.features.mask.unsqueeze(1) * on.features.mask.unsqueeze(2);
                sum = sum + (cells * (1 - cells) * inside).sum() / inside.sum();
            }
        }
        return sum;
    }

    // What the forms of selectors cost by being large, so that what pairs say comes first.
    Tensor largeness(const Training& training) const {
        Tensor sum = torch::zeros({}, torch::TensorOptions().dtype(torch::kFloat64));
        for (std::size_t i = 0; i < training.shapes.size(); ++i) {
            const HoleShape& shape = training.shapes[i];
            if (options_.kind == HoleKind::informed && shape.form == HoleForm::open &&
                shape.type.sort == rasp::Sort::selector) {
                sum = sum + training.weights[i][0].square().sum() +
                      training.weights[i][1].square().sum();
            }
        }
        return 1e-3 * sum / static_cast<double>(training.starts);
    }

    // What the attention of the outermost aggregate costs where it cannot be right, per cell.
    Tensor attention(const Training& training, const ExampleBatch& on) const {
        const RelaxedNode& root = programs_.node(training.root);
        const bool is_aggregate = !root.leaf && (root.opcode == rasp::Opcode::aggregate ||
                                                 root.opcode == rasp::Opcode::aggregate_default);
        Tensor sum = torch::zeros({}, torch::TensorOptions().dtype(torch::kFloat64));
        if (!is_aggregate || !programs_.node(root.operands[0]).has_leaves) {
            return sum;
        }
        const RelaxedValue* const selector = on.evaluator.value(root.operands[0]);
        const RelaxedValue* const values = on.evaluator.value(root.operands[1]);
        if (selector == nullptr || values == nullptr) {
            return sum;
        }
        if (options_.supervises_attention) {
            sum = sum + copied_attention(*selector, *values, on.wanted, on.features.mask,
                                         root.opcode == rasp::Opcode::aggregate_default);
        }
        if (!task_.soft.empty()) {
            sum = sum + given_attention(*selector, task_, on.examples);
        }
        return sum;
    }

    // Returns nats per cell. What fails on an input is as bad as if all of its cells were wrong.
    double judged(Training& training, ExampleBatch& on, bool counts_failures) {
        const torch::NoGradGuard guard;
        const RelaxedResult result = run(training, on, options_.sharpest);
        Tensor by_input = nats(result, on.wanted, loss_options(training));
        if (counts_failures && result.log_success.defined()) {
            const Tensor cells = on.wanted.mask.flatten(1).sum(1);
            by_input = by_input + torch::minimum(-result.log_success, cells * wrong_nats(task_));
        }
        const double sum = by_input.sum().item<double>() / on.wanted.cells;
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
        const std::size_t trial = options_.steps / 3;
        const std::size_t steps = recurrent ? options_.steps / 2 : options_.steps;
        const std::size_t starts = recurrent ? 1 : starts_of(sketch);
        const std::size_t together = are_trained_together(sketch) ? starts : 1;
        for (std::size_t first = 0; first < starts; first += together) {
            std::optional<Training> made = begin(sketch, parent, recurrent, first, together);
            if (!made) {
                return;
            }
            assessment.steps += train(*made, 0, std::min(trial, steps));
            if (options_.judges_longer) {
                const torch::NoGradGuard guard;
                losses(*made, data_->longer(together), options_.sharpest);
            }
            if (!best || made->loss < best->loss) {
                best = std::move(made);
            }
        }
        best = best_start(std::move(*best));
        assessment.steps += train(*best, trial, steps);
        assessment.training_loss = judged(*best, data_->training(), false) * cells_;
        assessment.loss = options_.judges_longer ? judged(*best, data_->longer(), true) * cells_
                                                 : assessment.training_loss;
        auto weights = std::make_shared<Weights>();
        for (std::size_t i = 0; i < best->ids.size(); ++i) {
            for (const Tensor& tensor : best->weights[i]) {
                weights->by_id[best->ids[i]].push_back(tensor.detach());
            }
        }
        const torch::NoGradGuard guard;
        for (std::size_t i = 0; i < best->ids.size(); ++i) {
            HoleReading reading =
                reading_of(best->shapes[i], best->weights[i], data_->training().features);
            if (reading.form == HoleForm::open && assessment.training_loss < cells_) {
                const RelaxedValue value =
                    hole_value(best->shapes[i], best->weights[i], data_->all().features);
                reading.outputs.resize(task_.task().examples.size());
                read_outputs(value, data_->all().batch, data_->all().examples, reading.outputs);
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
    std::optional<TaskData> data_;
    double cells_ = 0;
};

} // namespace

std::unique_ptr<Assessor> make_hole_trainer(const NearTask& task, const GroundGrammar& grammar,
                                            const TrainerOptions& options) {
    return std::make_unique<HoleTrainer>(task, grammar, options);
}

} // namespace rasp_stitch::recognition
