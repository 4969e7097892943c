#include "recognition/relaxed/relaxed_value.hpp"

#include "recognition/relaxed/tensors.hpp"

#include <array>
#include <utility>

namespace rasp_stitch::recognition {

RelaxedValue RelaxedValue::on_grid(std::shared_ptr<const Grid> grid, at::Tensor probabilities) {
    RelaxedValue value;
    value.kind = grid->has_strings() ? RelaxedKind::strings : RelaxedKind::numbers;
    value.grid = std::move(grid);
    value.probabilities = std::move(probabilities);
    return value;
}

RelaxedValue RelaxedValue::scalars(at::Tensor numbers) {
    RelaxedValue value;
    value.kind = RelaxedKind::numbers;
    value.numbers = std::move(numbers);
    return value;
}

RelaxedValue RelaxedValue::booleans(at::Tensor probabilities) {
    RelaxedValue value;
    value.kind = RelaxedKind::booleans;
    value.probabilities = std::move(probabilities);
    return value;
}

RelaxedValue RelaxedValue::selector(at::Tensor probabilities) {
    RelaxedValue value = booleans(std::move(probabilities));
    value.kind = RelaxedKind::selector;
    return value;
}

RelaxedValue RelaxedValue::predicate(at::Tensor probabilities) {
    RelaxedValue value = booleans(std::move(probabilities));
    value.kind = RelaxedKind::predicate;
    return value;
}

RelaxedValue RelaxedValue::predicate(rasp::Comparison comparison) {
    std::array<double, comparison_count> probabilities{};
    probabilities.at(static_cast<std::size_t>(comparison)) = 1;
    RelaxedValue value = predicate(doubles(probabilities, {comparison_count}));
    value.comparison = comparison;
    return value;
}

at::Tensor scalars_of(const RelaxedValue& value) {
    if (value.kind == RelaxedKind::booleans) {
        return value.probabilities;
    }
    if (value.kind != RelaxedKind::numbers) {
        wrong_kind("arithmetic");
    }
    if (value.has_scalars()) {
        return value.numbers;
    }
    if (value.grid->size() == 1) {
        return value.probabilities.squeeze(-1) * static_cast<double>(value.grid->least());
    }
    return at::matmul(value.probabilities, points_of(*value.grid));
}

at::Tensor probabilities_on(const RelaxedValue& value, const Grid& grid) {
    if (!value.has_grid() || value.grid->has_strings() != grid.has_strings()) {
        wrong_kind("a grid");
    }
    return moved(value.probabilities, *value.grid, grid);
}

} // namespace rasp_stitch::recognition
