#include "recognition/network.hpp"

#include "enumerator/deadline.hpp"
#include "recognition/network_layers.hpp"
#include "recognition/random_numbers.hpp"
#include "support/input_error.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>
#include <tbb/partitioner.h>
#include <tbb/task_arena.h>
#include <torch/torch.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <deque>
#include <memory>
#include <numeric>
#include <utility>

namespace rasp_stitch::recognition {

namespace {

using Clock = std::chrono::steady_clock;

// A step's lessons are divided into so many parts, whose gradients are added up in their order: so
// what is learnt does not depend on the number of threads.
constexpr std::size_t part_count = 4;

// In the place of padding among the candidates of a normaliser.
constexpr float nothing = -1e9F;

struct ChosenLesson {
    const Lesson* lesson = nullptr;
    std::vector<std::size_t> examples; // of its features
};

// Where the weights stand of which a lesson's loss is made: in the rows of all lessons, one after
// the other, with `nothing` behind them.
struct LossIndices {
    std::vector<std::int64_t> used;
    std::vector<float> use_counts;
    std::vector<std::vector<std::int64_t>> normalised;
    std::vector<float> normaliser_counts;
    double constant = 0;
};

void add_indices(LossIndices& indices, const ChoiceCounts& counts, std::int64_t first) {
    for (const ChoiceCounts::Use& use : counts.uses) {
        indices.used.push_back(first + use.column);
        indices.use_counts.push_back(static_cast<float>(use.count));
    }
    for (const ChoiceCounts::Normaliser& normaliser : counts.normalisers) {
        std::vector<std::int64_t>& columns = indices.normalised.emplace_back();
        for (const std::uint32_t column : normaliser.columns) {
            columns.push_back(first + column);
        }
        indices.normaliser_counts.push_back(static_cast<float>(normaliser.count));
    }
    indices.constant += counts.constant;
}

torch::Tensor padded(const std::vector<std::vector<std::int64_t>>& rows, std::int64_t padding) {
    std::size_t longest = 1;
    for (const std::vector<std::int64_t>& row : rows) {
        longest = std::max(longest, row.size());
    }
    torch::Tensor table =
        torch::full({static_cast<std::int64_t>(rows.size()), static_cast<std::int64_t>(longest)},
                    padding, torch::kInt64);
    auto* cells = table.data_ptr<std::int64_t>();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::ranges::copy(rows[i], cells + i * longest);
    }
    return table;
}

// The sum of the losses of lessons with these weights: lessons by columns.
torch::Tensor sum_of_losses(const torch::Tensor& weights, std::span<const ChosenLesson> lessons) {
    LossIndices indices;
    for (std::size_t i = 0; i < lessons.size(); ++i) {
        add_indices(indices, lessons[i].lesson->counts,
                    static_cast<std::int64_t>(i) * weights.size(1));
    }
    const torch::Tensor all = torch::cat({weights.flatten(), torch::full({1}, nothing)});
    const torch::Tensor used = all.index_select(0, torch::tensor(indices.used, torch::kInt64));
    const torch::Tensor candidates = padded(indices.normalised, all.size(0) - 1);
    const torch::Tensor normalisers =
        all.index_select(0, candidates.flatten()).view(candidates.sizes()).logsumexp(1);
    return (normalisers * torch::tensor(indices.normaliser_counts)).sum() -
           (used * torch::tensor(indices.use_counts)).sum() - indices.constant;
}

std::vector<std::size_t> all_examples(const TaskFeatures& features) {
    std::vector<std::size_t> examples(features.lengths.size());
    std::iota(examples.begin(), examples.end(), std::size_t{0});
    return examples;
}

// A few, without repetition.
std::vector<std::size_t> some_examples(const TaskFeatures& features, std::size_t most,
                                       Random& random) {
    std::vector<std::size_t> examples = all_examples(features);
    for (std::size_t i = 0; i < most && i < examples.size(); ++i) {
        std::swap(examples[i], examples[i + below(random, examples.size() - i)]);
    }
    examples.resize(std::min(most, examples.size()));
    return examples;
}

Parameter parameter_of(const torch::Tensor& tensor) {
    const torch::Tensor plain = tensor.detach().contiguous();
    const auto* first = plain.data_ptr<float>();
    return {.shape = plain.sizes().vec(), .values = {first, first + plain.numel()}};
}

// What the rows and columns of some parameters stand for, in a model's language and a new one.
struct Names {
    std::vector<std::string> columns;
    std::vector<std::string> tables;
};

Parameter moved(const std::string& name, const Parameter& parameter, const Names& from,
                const Names& to) {
    if (name == "head.weight" || name == "head.bias" || name == "column_factors") {
        return with_rows(parameter, from.columns, to.columns);
    }
    if (name == "table_factors") {
        return with_rows(parameter, from.tables, to.tables);
    }
    if (name == "cells") {
        return with_columns(with_rows(parameter, from.tables, to.tables), from.columns, to.columns);
    }
    return parameter;
}

} // namespace

struct Network::Impl {
    Impl(const WeightColumns& all_columns, std::span<const float> row)
        : columns(all_columns), layers(std::make_shared<NetworkLayers>(all_columns)),
          base(torch::tensor(std::vector<float>(row.begin(), row.end()))) {}

    torch::Tensor weights(const FeatureTensors& features) const {
        return layers->forward(features) + base;
    }

    torch::Tensor sum_of_losses(std::span<const ChosenLesson> lessons) const {
        std::vector<const TaskFeatures*> features;
        std::vector<std::vector<std::size_t>> examples;
        for (const ChosenLesson& chosen : lessons) {
            features.push_back(&chosen.lesson->features);
            examples.push_back(chosen.examples);
        }
        return recognition::sum_of_losses(weights(feature_tensors(features, examples)), lessons);
    }

    WeightColumns columns;
    std::shared_ptr<NetworkLayers> layers;
    torch::Tensor base;
};

namespace {

// One training, from the drawing of lessons to the last step.
class Training {
public:
    Training(Network::Impl& network, std::span<const Lesson> replays,
             std::span<const Lesson> dreams, const LearningOptions& options)
        : network_(network), replays_(replays), dreams_(dreams), options_(options),
          random_(options.seed), parameters_(network.layers->parameters()),
          optimizer_(parameters_, torch::optim::AdamOptions(options.learning_rate)),
          arena_(static_cast<int>(std::max<std::size_t>(options.threads, 1))) {}

    LearningResult run() {
        std::vector<double> losses;
        while (losses.size() < options_.most_steps && progress(losses.size()) < 1 &&
               !options_.stop.stop_requested()) {
            set_learning_rate(1 - progress(losses.size()));
            losses.push_back(step());
            if (options_.on_progress) {
                options_.on_progress({.steps = losses.size(),
                                      .loss = mean_of_last(losses, 20),
                                      .seconds = enumerator::seconds_since(start_)});
            }
        }
        const std::size_t tenth = std::max<std::size_t>(losses.size() / 10, 1);
        LearningResult result{.steps = losses.size(),
                              .last_loss = mean_of_last(losses, tenth),
                              .seconds = enumerator::seconds_since(start_),
                              .is_complete = !options_.stop.stop_requested()};
        losses.resize(std::min(losses.size(), tenth));
        result.first_loss = mean_of_last(losses, tenth);
        return result;
    }

private:
    static double mean_of_last(std::span<const double> losses, std::size_t count) {
        const auto last = losses.last(std::min(count, losses.size()));
        return last.empty() ? 0
                            : std::accumulate(last.begin(), last.end(), 0.0) /
                                  static_cast<double>(last.size());
    }

    // From 0 to 1.
    double progress(std::size_t steps) const {
        const double of_time = enumerator::seconds_since(start_) / options_.seconds;
        return std::max(of_time,
                        static_cast<double>(steps) / static_cast<double>(options_.most_steps));
    }

    void set_learning_rate(double share) {
        for (auto& group : optimizer_.param_groups()) {
            static_cast<torch::optim::AdamOptions&>(group.options())
                .lr(options_.learning_rate * share);
        }
    }

    std::vector<ChosenLesson> drawn() {
        const double share = dreams_.empty() ? 0 : replays_.empty() ? 1 : options_.dream_share;
        std::vector<ChosenLesson> lessons;
        for (std::size_t i = 0; i < options_.batch; ++i) {
            const std::span<const Lesson> from = unit(random_) < share ? dreams_ : replays_;
            const Lesson& lesson = from[below(random_, from.size())];
            lessons.push_back(
                {&lesson, some_examples(lesson.features, options_.most_examples, random_)});
        }
        return lessons;
    }

    // The mean loss before it.
    double step() {
        const std::vector<ChosenLesson> lessons = drawn();
        struct Part {
            double loss = 0;
            std::vector<torch::Tensor> gradients;
        };
        std::vector<Part> parts(std::min(part_count, lessons.size()));
        arena_.execute([&] {
            tbb::parallel_for(
                std::size_t{0}, parts.size(),
                [&](std::size_t i) {
                    at::set_num_threads(1); // of this thread
                    const std::size_t first = i * lessons.size() / parts.size();
                    const std::size_t end = (i + 1) * lessons.size() / parts.size();
                    const torch::Tensor loss =
                        network_.sum_of_losses(std::span(lessons).subspan(first, end - first)) /
                        static_cast<double>(lessons.size());
                    parts[i].gradients =
                        torch::autograd::grad({loss}, parameters_, {}, false, false,
                                              /*allow_unused=*/true);
                    parts[i].loss = loss.item<double>();
                },
                tbb::simple_partitioner{});
        });
        double loss = 0;
        for (std::size_t p = 0; p < parameters_.size(); ++p) {
            torch::Tensor sum = torch::zeros_like(parameters_[p]);
            for (const Part& part : parts) {
                if (part.gradients[p].defined()) {
                    sum += part.gradients[p];
                }
            }
            parameters_[p].mutable_grad() = sum;
        }
        for (const Part& part : parts) {
            loss += part.loss;
        }
        torch::nn::utils::clip_grad_norm_(parameters_, 1.0);
        optimizer_.step();
        return loss;
    }

    Network::Impl& network_;
    std::span<const Lesson> replays_;
    std::span<const Lesson> dreams_;
    const LearningOptions& options_;
    Clock::time_point start_ = Clock::now();
    Random random_;
    std::vector<torch::Tensor> parameters_;
    torch::optim::Adam optimizer_;
    tbb::task_arena arena_;
};

} // namespace

Network::Network(const WeightColumns& columns, std::span<const float> base, std::uint64_t seed) {
    torch::manual_seed(seed);
    impl_ = std::make_unique<Impl>(columns, base);
}

Network::Network(const WeightColumns& columns, std::span<const float> base, const Model& model)
    : Network(columns, base, 0) {
    const Names from{column_names(model.productions), model.tables};
    const Names to{column_names(columns.production_names()), columns.table_names()};
    const torch::NoGradGuard no_gradient;
    for (auto& parameter : impl_->layers->named_parameters()) {
        const auto found = model.parameters.find(parameter.key());
        if (found == model.parameters.end()) {
            throw InputError({.found = "the model has no parameter \"" + parameter.key() + "\"",
                              .expected = "the parameters of the network"});
        }
        const Parameter own = moved(parameter.key(), found->second, from, to);
        if (own.shape != parameter.value().sizes().vec()) {
            throw InputError(
                {.found = fmt::format("the model's parameter \"{}\" has the shape {}",
                                      parameter.key(), fmt::join(own.shape, " x ")),
                 .expected = fmt::format("{}", fmt::join(parameter.value().sizes().vec(), " x "))});
        }
        parameter.value().copy_(torch::tensor(own.values).view(own.shape));
    }
}

Network::Network(Network&&) noexcept = default;
Network& Network::operator=(Network&&) noexcept = default;
Network::~Network() = default;

LearningResult Network::learn(std::span<const Lesson> replays, std::span<const Lesson> dreams,
                              const LearningOptions& options) {
    if (replays.empty() && dreams.empty()) {
        return {};
    }
    return Training(*impl_, replays, dreams, options).run();
}

std::vector<float> Network::row(const TaskFeatures& features) const {
    const torch::NoGradGuard no_gradient;
    const TaskFeatures* const task = &features;
    return parameter_of(impl_->weights(feature_tensors(std::span(&task, 1)))).values;
}

double Network::loss(std::span<const Lesson> lessons) const {
    double sum = 0;
    for (const Lesson& lesson : lessons) {
        sum += recognition::loss(lesson, row(lesson.features));
    }
    return lessons.empty() ? 0 : sum / static_cast<double>(lessons.size());
}

Model Network::model() const {
    Model model{.kind = impl_->columns.kind(),
                .productions = impl_->columns.production_names(),
                .tables = impl_->columns.table_names(),
                .base = parameter_of(impl_->base).values,
                .parameters = {}};
    model.base.resize(impl_->columns.width());
    for (const auto& parameter : impl_->layers->named_parameters()) {
        model.parameters.emplace(parameter.key(), parameter_of(parameter.value()));
    }
    return model;
}

std::size_t Network::parameter_count() const {
    std::size_t count = 0;
    for (const torch::Tensor& parameter : impl_->layers->parameters()) {
        count += static_cast<std::size_t>(parameter.numel());
    }
    return count;
}

} // namespace rasp_stitch::recognition
