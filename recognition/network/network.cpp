#include "recognition/network/network.hpp"

#include "recognition/network/network_state.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>
#include <torch/torch.h>

#include <algorithm>
#include <functional>
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

// What the rows and columns of some parameters stand for in a language.
struct Names {
    std::vector<std::string> columns;
    std::vector<std::string> tables;
};

bool has_a_row_by_column(const std::string& name) {
    return name == "head.weight" || name == "head.bias" || name == "column_factors";
}

bool has_a_row_by_table(const std::string& name) {
    return name == "table_factors" || name == "cells";
}

// Checks that rows and columns can be moved by their names. All other shapes are compared with the
// network's own.
void check_shapes(const Model& model, const Names& names) {
    for (const auto& [name, parameter] : model.parameters) {
        const std::size_t rows = has_a_row_by_column(name)  ? names.columns.size()
                                 : has_a_row_by_table(name) ? names.tables.size()
                                                            : 0;
        const bool has_rows = rows == 0 || (!parameter.shape.empty() &&
                                            std::cmp_equal(parameter.shape.front(), rows));
        const bool has_columns =
            name != "cells" || (parameter.shape.size() == 2 &&
                                std::cmp_equal(parameter.shape.back(), names.columns.size()));
        if (!has_rows || !has_columns) {
            throw InputError({.found = fmt::format("the model's parameter \"{}\" has the shape {}",
                                                   name, fmt::join(parameter.shape, " x ")),
                              .expected = "a row for each of its columns or tables of weights"});
        }
    }
}

Parameter moved(const std::string& name, const Parameter& parameter, const Names& from,
                const Names& to) {
    if (has_a_row_by_column(name)) {
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

// Returns by how much the base has fallen, by new column. A network learns weights as a whole, so
// one that goes on with a lower base must make up for the difference.
std::vector<float> shift_of_base(std::span<const float> old, std::span<const std::string> old_names,
                                 std::span<const float> base, std::span<const std::string> names) {
    std::vector<float> shift(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto found = std::ranges::find(old_names, names[i]);
        if (found != old_names.end()) {
            shift[i] = old[static_cast<std::size_t>(found - old_names.begin())] - base[i];
        }
    }
    return shift;
}

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
    check_shapes(model, from);
    const std::vector<float> shift = shift_of_base(model.base, from.columns, base, to.columns);
    const torch::NoGradGuard no_gradient;
    for (auto& parameter : impl_->layers->named_parameters()) {
        const auto found = model.parameters.find(parameter.key());
        if (found == model.parameters.end()) {
            throw InputError({.found = "the model has no parameter \"" + parameter.key() + "\"",
                              .expected = "the parameters of the network"});
        }
        Parameter own = moved(parameter.key(), found->second, from, to);
        if (own.shape != parameter.value().sizes().vec()) {
            throw InputError(
                {.found = fmt::format("the model's parameter \"{}\" has the shape {}",
                                      parameter.key(), fmt::join(own.shape, " x ")),
                 .expected = fmt::format("{}", fmt::join(parameter.value().sizes().vec(), " x "))});
        }
        if (parameter.key() == "head.bias") {
            std::ranges::transform(own.values, shift, own.values.begin(), std::plus());
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

} // namespace rasp_stitch::recognition
