#include "recognition/holes/hole_outputs.hpp"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace rasp_stitch::recognition {

using torch::Tensor;

namespace {

HoleReading::Given selector_of(const Tensor& cells, std::int64_t length) {
    rasp::Matrix rows;
    double distance = 0;
    const auto at = cells.accessor<double, 2>();
    for (std::int64_t query = 0; query < length; ++query) {
        std::vector<bool>& row = rows.emplace_back();
        for (std::int64_t key = 0; key < length; ++key) {
            const double probability = at[query][key];
            row.push_back(probability > 0.5);
            distance = std::max(distance, std::min(probability, 1 - probability));
        }
    }
    return {.output = std::move(rows), .distance = distance};
}

HoleReading::Given strings_of(const Tensor& cells, const Grid& grid, std::int64_t length) {
    rasp::Sequence values;
    double distance = 0;
    for (std::int64_t i = 0; i < length; ++i) {
        const Tensor cell = cells[i];
        const auto most = cell.argmax().item<std::int64_t>();
        values.emplace_back(grid.texts()[static_cast<std::size_t>(most)]);
        distance = std::max(distance, 1 - cell[most].item<double>());
    }
    return {.output = std::move(values), .distance = distance};
}

HoleReading::Given numbers_of(const Tensor& cells, std::int64_t length, bool are_booleans) {
    rasp::Sequence values;
    double distance = 0;
    for (std::int64_t i = 0; i < length; ++i) {
        const double number = cells[i].item<double>();
        const double nearest = are_booleans ? (number > 0.5 ? 1 : 0) : std::round(number);
        distance = std::max(distance, std::abs(number - nearest));
        if (are_booleans) {
            values.emplace_back(nearest == 1);
        } else {
            values.emplace_back(static_cast<std::int64_t>(nearest));
        }
    }
    return {.output = std::move(values), .distance = distance};
}

} // namespace

void read_outputs(const RelaxedValue& value, const RelaxedBatch& batch,
                  std::span<const std::size_t> examples,
                  std::vector<std::optional<HoleReading::Given>>& outputs) {
    const auto count = static_cast<std::int64_t>(batch.inputs());
    const auto padded = static_cast<std::int64_t>(batch.padded_length());
    for (std::int64_t i = 0; i < count; ++i) {
        const auto row = static_cast<std::size_t>(i);
        const auto length = static_cast<std::int64_t>(batch.lengths()[row]);
        std::optional<HoleReading::Given>& output = outputs[examples[row]];
        const auto of_input = [&](const Tensor& tensor) {
            return tensor[tensor.size(0) > 1 ? i : 0].contiguous();
        };
        switch (value.kind) {
        case RelaxedKind::selector:
            output = selector_of(of_input(value.probabilities), length);
            break;
        case RelaxedKind::strings:
            output =
                strings_of(of_input(value.probabilities).expand({padded, -1}), *value.grid, length);
            break;
        case RelaxedKind::booleans:
            output = numbers_of(of_input(value.probabilities).expand({padded}), length, true);
            break;
        case RelaxedKind::numbers:
            output = numbers_of(of_input(scalars_of(value)).expand({padded}), length, false);
            break;
        case RelaxedKind::predicate:
            break;
        }
    }
}

} // namespace rasp_stitch::recognition
