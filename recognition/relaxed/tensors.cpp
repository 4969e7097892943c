#include "recognition/relaxed/tensors.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

namespace rasp_stitch::recognition {

at::Tensor doubles(std::span<const double> values, at::IntArrayRef shape) {
    at::Tensor tensor = at::empty({static_cast<std::int64_t>(values.size())}, at::kDouble);
    std::ranges::copy(values, tensor.data_ptr<double>());
    return tensor.view(shape);
}

at::Tensor places(const std::vector<std::int64_t>& values) {
    at::Tensor tensor = at::empty({static_cast<std::int64_t>(values.size())}, at::kLong);
    std::ranges::copy(values, tensor.data_ptr<std::int64_t>());
    return tensor;
}

at::Tensor points_of(const Grid& grid) {
    return at::arange(grid.least(), grid.most() + 1, at::kDouble);
}

std::shared_ptr<const Grid> joined(const std::shared_ptr<const Grid>& a,
                                   const std::shared_ptr<const Grid>& b) {
    if (a == b || *a == *b) {
        return a;
    }
    if (!a->has_strings()) {
        return std::make_shared<const Grid>(
            Grid::whole(std::min(a->least(), b->least()), std::max(a->most(), b->most())));
    }
    std::vector<std::string> texts = a->texts();
    texts.insert(texts.end(), b->texts().begin(), b->texts().end());
    return std::make_shared<const Grid>(Grid::strings(std::move(texts)));
}

at::Tensor moved(const at::Tensor& probabilities, const Grid& from, const Grid& to) {
    if (from == to) {
        return probabilities;
    }
    if (!from.has_strings()) {
        if (from.most() < to.least() || to.most() < from.least()) {
            std::vector<std::int64_t> sizes = probabilities.sizes().vec();
            sizes.back() = static_cast<std::int64_t>(to.size());
            return at::zeros(sizes, probabilities.options());
        }
        // Negative widths cut points off.
        return at::constant_pad_nd(probabilities,
                                   {from.least() - to.least(), to.most() - from.most()});
    }
    // Points that are not there are taken from a column of zeros.
    std::vector<std::int64_t> sources;
    for (const std::string& text : to.texts()) {
        sources.push_back(static_cast<std::int64_t>(from.place_of(text).value_or(from.size())));
    }
    return at::constant_pad_nd(probabilities, {0, 1}).index_select(-1, places(sources));
}

at::Tensor complement(const at::Tensor& a) {
    return at::rsub(a, 1);
}

at::Tensor certainty_of(const RelaxedValue& value) {
    return value.certainty.defined() ? value.certainty
                                     : at::full({1, 1}, value.has_grid() ? 1.0 : 0.0, at::kDouble);
}

at::Tensor within_inputs(const RelaxedContext& context, const at::Tensor& values) {
    const at::Tensor& mask = context.batch->mask();
    return values.detach().expand(mask.sizes()).masked_select(mask.gt(0));
}

RelaxedValue numbers_of(const RelaxedContext& context, std::shared_ptr<const Grid> grid,
                        at::Tensor probabilities, at::Tensor numbers, at::Tensor certainty) {
    constexpr double nearly = 1e-12;
    const at::Tensor within = within_inputs(context, certainty);
    if (within.numel() == 0 || within.min().item<double>() > 1 - nearly) {
        return RelaxedValue::on_grid(std::move(grid), std::move(probabilities));
    }
    RelaxedValue value = RelaxedValue::scalars(std::move(numbers));
    if (within.max().item<double>() > nearly) {
        value.grid = std::move(grid);
        value.probabilities = std::move(probabilities);
        value.certainty = std::move(certainty);
    }
    return value;
}

void succeed_with(RelaxedContext& context, const at::Tensor& probability) {
    const at::Tensor logarithm = probability.clamp_min(1e-12).log();
    context.log_success =
        context.log_success.defined() ? context.log_success + logarithm : logarithm;
}

void fail_where(RelaxedContext& context, const at::Tensor& condition, const at::Tensor& weight) {
    if (within_inputs(context, condition.to(at::kDouble)).gt(0).any().item<bool>()) {
        succeed_with(context, complement(condition.to(at::kDouble) * weight));
    }
}

RelaxedValue without_empty_points(const RelaxedContext& context, const RelaxedValue& strings) {
    const at::Tensor& mask = context.batch->mask();
    const at::Tensor masses =
        (strings.probabilities.detach() * mask.unsqueeze(-1)).flatten(0, 1).amax(0).contiguous();
    const double* const mass = masses.data_ptr<double>();
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < strings.grid->size(); ++i) {
        if (mass[i] > 0) {
            texts.push_back(strings.grid->texts()[i]);
        }
    }
    if (texts.empty() || texts.size() == strings.grid->size()) {
        return strings;
    }
    auto grid = std::make_shared<const Grid>(Grid::strings(std::move(texts)));
    at::Tensor probabilities = moved(strings.probabilities, *strings.grid, *grid);
    return RelaxedValue::on_grid(std::move(grid), std::move(probabilities));
}

void wrong_kind(const char* primitive) {
    throw std::invalid_argument(std::string("an operand of ") + primitive +
                                " is of a kind that it does not take");
}

} // namespace rasp_stitch::recognition
