#include "recognition/relaxed/relaxed_loss.hpp"

#include "recognition/relaxed/tensors.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::recognition {

namespace {

using rasp::Sequence;
using Outputs = std::span<const std::optional<rasp::Output>>;

[[noreturn]] void reject(const char* why) {
    throw std::invalid_argument(why);
}

// Calls the function with the place in a table of b n and the value, for every value.
template <class Function>
void each_value(const RelaxedBatch& batch, Outputs outputs, Function use) {
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        if (!outputs[i]) {
            continue;
        }
        const auto* const row = std::get_if<Sequence>(&*outputs[i]);
        if (row == nullptr) {
            reject("some of the wanted outputs are selectors, and others are not");
        }
        if (row->size() != batch.lengths()[i]) {
            reject("a wanted output has another length than its input");
        }
        for (std::size_t k = 0; k < row->size(); ++k) {
            use(static_cast<std::int64_t>(i * batch.padded_length() + k), (*row)[k]);
        }
    }
}

at::Tensor table_of_zeros(const RelaxedBatch& batch) {
    return at::zeros({static_cast<std::int64_t>(batch.inputs()),
                      static_cast<std::int64_t>(batch.padded_length())},
                     at::kDouble);
}

WantedOutputs wanted_selectors(const RelaxedBatch& batch, Outputs outputs) {
    WantedOutputs wanted;
    wanted.kind = RelaxedKind::selector;
    const auto width = static_cast<std::int64_t>(batch.padded_length());
    wanted.probabilities = table_of_zeros(batch).unsqueeze(-1).expand({-1, width, width}).clone();
    wanted.mask = wanted.probabilities.clone();
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        if (!outputs[i]) {
            continue;
        }
        const auto* const matrix = std::get_if<rasp::Matrix>(&*outputs[i]);
        if (matrix == nullptr || matrix->size() != batch.lengths()[i]) {
            reject("a wanted output is no selector, or has another length than its input");
        }
        for (std::size_t query = 0; query < matrix->size(); ++query) {
            for (std::size_t key = 0; key < (*matrix)[query].size(); ++key) {
                const auto at = static_cast<std::int64_t>(
                    (i * batch.padded_length() + query) * batch.padded_length() + key);
                wanted.probabilities.data_ptr<double>()[at] = (*matrix)[query][key] ? 1 : 0;
                wanted.mask.data_ptr<double>()[at] = 1;
            }
        }
    }
    return wanted;
}

// Puts one-hot distributions on the grid, by the place of each value.
template <class Place>
at::Tensor one_hot_targets(const RelaxedBatch& batch, Outputs outputs, std::size_t points,
                           Place place_of) {
    const auto count = static_cast<std::int64_t>(points);
    at::Tensor targets = table_of_zeros(batch).unsqueeze(-1).expand({-1, -1, count}).clone();
    each_value(batch, outputs, [&](std::int64_t at, const rasp::Value& value) {
        targets.data_ptr<double>()[at * count + static_cast<std::int64_t>(place_of(value))] = 1;
    });
    return targets;
}

WantedOutputs wanted_strings(const RelaxedBatch& batch, Outputs outputs) {
    std::vector<std::string> texts;
    each_value(batch, outputs, [&texts](std::int64_t, const rasp::Value& value) {
        texts.push_back(std::get<std::string>(value));
    });
    const bool is_of_tokens =
        batch.tokens().kind == RelaxedKind::strings &&
        std::ranges::all_of(texts, [&batch](const std::string& text) {
            return batch.tokens().grid->place_of(std::string_view(text)).has_value();
        });
    WantedOutputs wanted;
    wanted.kind = RelaxedKind::strings;
    wanted.grid = is_of_tokens ? batch.tokens().grid
                               : std::make_shared<const Grid>(Grid::strings(std::move(texts)));
    wanted.probabilities =
        one_hot_targets(batch, outputs, wanted.grid->size(), [&](const rasp::Value& value) {
            return *wanted.grid->place_of(std::string_view(std::get<std::string>(value)));
        });
    wanted.choices = std::max(2.0, static_cast<double>(wanted.grid->size()));
    return wanted;
}

WantedOutputs wanted_numbers(const RelaxedBatch& batch, Outputs outputs, std::size_t most_points) {
    WantedOutputs wanted;
    wanted.numbers = table_of_zeros(batch);
    double least = most_on_grid;
    double most = -most_on_grid;
    bool all_whole = true;
    each_value(batch, outputs, [&](std::int64_t at, const rasp::Value& value) {
        const double number = rasp::number_of(value);
        wanted.numbers.data_ptr<double>()[at] = number;
        all_whole = all_whole && number == std::floor(number);
        least = std::min(least, number);
        most = std::max(most, number);
    });
    wanted.choices = std::max(2.0, most - least + 1);
    if (all_whole && most - least < static_cast<double>(most_points) &&
        std::max(std::abs(least), std::abs(most)) < most_on_grid) {
        const auto first = static_cast<std::int64_t>(least);
        wanted.grid =
            std::make_shared<const Grid>(Grid::whole(first, static_cast<std::int64_t>(most)));
        wanted.probabilities =
            one_hot_targets(batch, outputs, wanted.grid->size(), [&](const rasp::Value& value) {
                return *wanted.grid->place_of(static_cast<std::int64_t>(rasp::number_of(value)));
            });
    }
    return wanted;
}

WantedOutputs wanted_booleans(const RelaxedBatch& batch, Outputs outputs) {
    WantedOutputs wanted;
    wanted.kind = RelaxedKind::booleans;
    wanted.probabilities = table_of_zeros(batch);
    each_value(batch, outputs, [&](std::int64_t at, const rasp::Value& value) {
        wanted.probabilities.data_ptr<double>()[at] = rasp::number_of(value);
    });
    return wanted;
}

// Returns the kind of all values; numbers if there are none.
rasp::ValueKind kind_of(const RelaxedBatch& batch, Outputs outputs) {
    std::optional<rasp::ValueKind> kind;
    each_value(batch, outputs, [&kind](std::int64_t, const rasp::Value& value) {
        if (kind && *kind != rasp::kind_of(value)) {
            reject("the wanted outputs are not of one kind");
        }
        kind = rasp::kind_of(value);
    });
    return kind.value_or(rasp::ValueKind::number);
}

at::Tensor logarithm(const at::Tensor& probability) {
    return probability.clamp_min(1e-30).log();
}

// -log of the probability with which a cell has its value, if some are wrong.
at::Tensor with_wrong_cells(const at::Tensor& probability, double wrong, double choices) {
    return logarithm(probability * (1 - wrong) + wrong / choices);
}

// The divergence of what is wanted from a distribution over choices; `logs` are their logarithms.
at::Tensor divergence(const at::Tensor& wanted, const at::Tensor& logs) {
    return wanted * (logarithm(wanted) - logs);
}

at::Tensor of_truth_values(const RelaxedValue& value, const WantedOutputs& wanted,
                           const LossOptions& options) {
    const at::Tensor& yes = wanted.probabilities;
    const auto logs = [&](const at::Tensor& probability) {
        return with_wrong_cells(probability, options.wrong_cells, wanted.choices);
    };
    return divergence(yes, logs(value.probabilities)) +
           divergence(complement(yes), logs(complement(value.probabilities)));
}

at::Tensor of_strings(const RelaxedValue& value, const WantedOutputs& wanted,
                      const LossOptions& options) {
    return divergence(wanted.probabilities, with_wrong_cells(probabilities_on(value, *wanted.grid),
                                                             options.wrong_cells, wanted.choices))
        .sum(-1);
}

// The Gaussian of numbers around what is wanted, relative to the best one: its logarithm, and the
// square of the distance in scales, halved.
struct Nearness {
    at::Tensor logarithm;
    at::Tensor distance;
};

Nearness nearness(const at::Tensor& numbers, const at::Tensor& wanted, const LossOptions& options) {
    const at::Tensor square = (numbers - wanted).square() * 0.5;
    if (!options.log_scale.defined()) {
        const at::Tensor distance = square / (options.scale * options.scale);
        return {.logarithm = -distance, .distance = distance};
    }
    const at::Tensor least = at::full({}, options.least_scale, at::kDouble).log();
    at::Tensor log_scale = at::maximum(options.log_scale, least);
    while (log_scale.numel() > 1 && log_scale.dim() < square.dim()) {
        log_scale = log_scale.unsqueeze(-1);
    }
    const at::Tensor distance = square * (log_scale * -2).exp();
    return {.logarithm = least - log_scale - distance, .distance = distance};
}

// A wrong cell is the more likely the nearer it is, so that there is a slope however far away the
// numbers are.
at::Tensor with_wrong_numbers(const at::Tensor& right, const Nearness& near, double wrong) {
    if (wrong <= 0) {
        return right;
    }
    const at::Tensor stray = std::log(wrong) - at::log1p(near.distance);
    return at::logaddexp(right + std::log1p(-wrong), stray);
}

at::Tensor of_numbers(const RelaxedValue& value, const WantedOutputs& wanted,
                      const LossOptions& options) {
    const at::Tensor numbers = scalars_of(value);
    if (!value.has_grid() || !wanted.grid) {
        const Nearness near = nearness(numbers, wanted.numbers, options);
        return -with_wrong_numbers(near.logarithm, near, options.wrong_cells);
    }
    const Nearness near = nearness(numbers.unsqueeze(-1), points_of(*wanted.grid), options);
    at::Tensor right = logarithm(probabilities_on(value, *wanted.grid));
    if (value.certainty.defined()) {
        const at::Tensor certainty = value.certainty.unsqueeze(-1);
        right = at::logaddexp(right + logarithm(certainty),
                              near.logarithm + logarithm(complement(certainty)));
    }
    return divergence(wanted.probabilities, with_wrong_numbers(right, near, options.wrong_cells))
        .sum(-1);
}

// Booleans count as 0 and 1 where numbers are wanted, as in tasks.
RelaxedValue as_wanted(const RelaxedValue& value, RelaxedKind wanted) {
    if (value.kind == RelaxedKind::booleans && wanted == RelaxedKind::numbers) {
        RelaxedContext context;
        return relaxed_indicator(context, value);
    }
    expect_kind(value, wanted, "the loss");
    return value;
}

} // namespace

WantedOutputs wanted_outputs(const RelaxedBatch& batch, Outputs outputs, std::size_t most_points) {
    if (outputs.size() != batch.inputs()) {
        reject("there is not an output for each input");
    }
    const bool has_selectors =
        std::ranges::any_of(outputs, [](const std::optional<rasp::Output>& output) {
            return output && std::holds_alternative<rasp::Matrix>(*output);
        });
    WantedOutputs wanted;
    if (has_selectors) {
        wanted = wanted_selectors(batch, outputs);
    } else {
        switch (kind_of(batch, outputs)) {
        case rasp::ValueKind::string:
            wanted = wanted_strings(batch, outputs);
            break;
        case rasp::ValueKind::boolean:
            wanted = wanted_booleans(batch, outputs);
            break;
        case rasp::ValueKind::number:
            wanted = wanted_numbers(batch, outputs, most_points);
            break;
        }
        wanted.mask = table_of_zeros(batch);
        each_value(batch, outputs, [&wanted](std::int64_t at, const rasp::Value&) {
            wanted.mask.data_ptr<double>()[at] = 1;
        });
    }
    wanted.cells = wanted.mask.sum().item<double>();
    return wanted;
}

at::Tensor nats_by_cell(const RelaxedValue& value, const WantedOutputs& wanted,
                        const LossOptions& options) {
    const RelaxedValue given = as_wanted(value, wanted.kind);
    const at::Tensor all = given.kind == RelaxedKind::strings ? of_strings(given, wanted, options)
                           : given.kind == RelaxedKind::numbers
                               ? of_numbers(given, wanted, options)
                               : of_truth_values(given, wanted, options);
    return (all * wanted.mask).masked_fill(wanted.mask.eq(0), 0);
}

at::Tensor nats(const RelaxedResult& result, const WantedOutputs& wanted,
                const LossOptions& options) {
    const at::Tensor by_input = nats_by_cell(result.value, wanted, options).flatten(1).sum(1);
    if (!options.counts_failures || !result.log_success.defined()) {
        return by_input;
    }
    const at::Tensor is_wanted = wanted.mask.flatten(1).amax(1).gt(0).to(at::kDouble);
    return by_input - result.log_success * is_wanted;
}

} // namespace rasp_stitch::recognition
