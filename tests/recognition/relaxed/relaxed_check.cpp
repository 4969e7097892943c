#include "tests/recognition/relaxed/relaxed_check.hpp"

#include "rasp/kernels/comparison.hpp"
#include "support/json/json_input.hpp"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <vector>

namespace rasp_stitch::recognition {

namespace {

constexpr double tolerance = 1e-9;

// The values of one input at its positions, without padding, in contiguous memory.
at::Tensor part(const at::Tensor& tensor, const RelaxedBatch& batch, std::size_t input,
                bool has_keys) {
    const auto length = static_cast<std::int64_t>(batch.lengths()[input]);
    const auto padded = static_cast<std::int64_t>(batch.padded_length());
    std::vector<std::int64_t> shape(tensor.sizes().begin(), tensor.sizes().end());
    shape[0] = static_cast<std::int64_t>(batch.inputs());
    shape[1] = padded;
    at::Tensor own = tensor.detach().expand(shape).select(0, static_cast<std::int64_t>(input));
    own = own.narrow(0, 0, length);
    return (has_keys ? own.narrow(1, 0, length) : own).contiguous();
}

bool as_bool(double probability) {
    if (std::abs(probability - std::round(probability)) > tolerance) {
        throw std::runtime_error("a probability is neither 0 nor 1: " +
                                 std::to_string(probability));
    }
    return probability > 0.5;
}

std::size_t place_of_one(const double* probabilities, std::size_t count) {
    std::size_t place = count;
    for (std::size_t i = 0; i < count; ++i) {
        if (as_bool(probabilities[i])) {
            place = i;
        }
    }
    if (place == count) {
        throw std::runtime_error("no point of the grid has the probability 1");
    }
    return place;
}

rasp::Value value_at(const RelaxedValue& value, const at::Tensor& table, std::size_t position) {
    const double* const data = table.data_ptr<double>();
    if (value.kind == RelaxedKind::booleans) {
        return as_bool(data[position]);
    }
    if (value.has_scalars()) {
        return data[position];
    }
    const std::size_t points = value.grid->size();
    const std::size_t place = place_of_one(data + position * points, points);
    if (value.grid->has_strings()) {
        return value.grid->texts()[place];
    }
    return value.grid->least() + static_cast<std::int64_t>(place);
}

std::string shown(const std::optional<rasp::Output>& output) {
    return output ? rasp::to_json(*output).dump() : "a failure";
}

} // namespace

std::optional<rasp::Output> crisp_output(const RelaxedResult& result, const RelaxedBatch& batch,
                                         std::size_t input) {
    if (result.log_success.defined()) {
        const double success = result.log_success[static_cast<std::int64_t>(input)].item<double>();
        if (success < log_of_nothing + 1) {
            return std::nullopt;
        }
        if (std::abs(success) > tolerance) {
            throw std::runtime_error(
                "the program fails with a probability that is neither 0 nor 1");
        }
    }
    const RelaxedValue& value = result.value;
    const std::size_t length = batch.lengths()[input];
    if (value.kind == RelaxedKind::selector) {
        const at::Tensor table = part(value.probabilities, batch, input, true);
        rasp::Matrix matrix(length, std::vector<bool>(length));
        for (std::size_t query = 0; query < length; ++query) {
            for (std::size_t key = 0; key < length; ++key) {
                matrix[query][key] = as_bool(table.data_ptr<double>()[query * length + key]);
            }
        }
        return matrix;
    }
    const at::Tensor table =
        part(value.kind == RelaxedKind::numbers && value.has_scalars() ? value.numbers
                                                                       : value.probabilities,
             batch, input, false);
    rasp::Sequence sequence;
    for (std::size_t i = 0; i < length; ++i) {
        sequence.push_back(value_at(value, table, i));
    }
    return sequence;
}

std::string relaxed_difference(const lambda::TermStore& store, lambda::TermId term,
                               std::span<const rasp::Input> inputs, const CheckOptions& options) {
    const bool has_atom = inputs.front().atom.has_value();
    RelaxedPrograms programs(store, options.library);
    const std::optional<NodeId> root = programs.add(term, has_atom ? 2 : 1);
    const std::vector<rasp::Evaluation> wanted =
        rasp::evaluate(store, term, inputs, {.library = options.library});
    if (!root) {
        const bool all_fail = std::ranges::none_of(wanted, [](const rasp::Evaluation& evaluation) {
            return evaluation.output.has_value();
        });
        return all_fail ? "" : "does not compile: " + describe(store, programs.failure());
    }
    RelaxedEvaluator evaluator(programs, RelaxedBatch(inputs, options.batch));
    try {
        const RelaxedResult result = evaluator.run(*root, {}, options.relaxation);
        for (const NodeId node : programs.needed(*root)) {
            if (options.only_on_grids && evaluator.value(node)->has_scalars()) {
                return "scalars";
            }
        }
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            if (wanted[i].failure.failure == rasp::FailureClass::overflow) {
                continue;
            }
            const std::optional<rasp::Output> given = crisp_output(result, evaluator.batch(), i);
            const bool same =
                given && wanted[i].output
                    ? rasp::are_equal(*given, *wanted[i].output,
                                      {.tolerance = tolerance, .booleans_as_numbers = false})
                    : given.has_value() == wanted[i].output.has_value();
            if (!same) {
                return "on " + rasp::to_json(rasp::Output(inputs[i].tokens)).dump() + " gives " +
                       shown(given) + ", and not " + shown(wanted[i].output);
            }
        }
    } catch (const std::exception& error) {
        return error.what();
    }
    return "";
}

} // namespace rasp_stitch::recognition
