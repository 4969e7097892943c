#include "recognition/network.hpp"

#include "recognition/network_state.hpp"
#include "support/input_error.hpp"

#include <fmt/format.h>
#include <torch/torch.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

namespace rasp_stitch::recognition {

namespace {

Parameter parameter_of(const torch::Tensor& tensor) {
    const torch::Tensor plain = tensor.detach().cpu().contiguous();
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

struct Network::Impl : NetworkState {
    using NetworkState::NetworkState;
};

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
    return recognition::learn(*impl_, replays, dreams, options);
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
