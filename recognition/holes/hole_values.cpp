#include "recognition/holes/hole_values.hpp"

#include <cmath>
#include <cstdint>
#include <numbers>

namespace rasp_stitch::recognition {

namespace {

using torch::Tensor;

torch::TensorOptions doubles() {
    return torch::TensorOptions().dtype(torch::kFloat64);
}

// Returns numbers from a Gaussian, which are the same on every machine (Box and Muller 1958).
Tensor gaussian(std::vector<std::int64_t> shape, double scale, Random& random) {
    Tensor numbers = torch::zeros(shape, doubles());
    auto* const data = numbers.data_ptr<double>();
    for (std::int64_t i = 0; i < numbers.numel(); ++i) {
        const double radius = std::sqrt(-2 * std::log(1 - unit(random)));
        data[i] = scale * radius * std::cos(2 * std::numbers::pi * unit(random));
    }
    return numbers;
}

Tensor zeros(std::vector<std::int64_t> shape) {
    return torch::zeros(shape, doubles());
}

bool has_number_tokens(const HoleFeatures& features) {
    return features.tokens.kind == RelaxedKind::numbers;
}

// Returns the weights for each input of the batch: those of its start.
Tensor by_input(const Tensor& weights, const HoleFeatures& features) {
    const std::int64_t starts = weights.size(0);
    return starts == 1 ? weights : weights.repeat_interleave(features.mask.size(0) / starts, 0);
}

// The form is linear in weights that are of about one size.
Tensor affine_value(const Tensor& weights, const HoleFeatures& features) {
    return (features.summands / features.spread * weights.unsqueeze(1)).sum(-1);
}

// The scores of tokens by what they are.
Tensor token_scores(const Tensor& weights, const HoleFeatures& features) {
    return (probabilities_on(features.tokens, *features.token_grid) * weights.unsqueeze(1)).sum(-1);
}

std::int64_t width_of(const HoleShape& shape, const HoleFeatures& features) {
    return shape.type.element == Element::string ? static_cast<std::int64_t>(features.words->size())
                                                 : 1;
}

RelaxedValue as_value(const HoleShape& shape, const Tensor& logits, const HoleFeatures& features) {
    switch (shape.type.element) {
    case Element::string:
        return RelaxedValue::on_grid(features.words, torch::softmax(logits, -1));
    case Element::boolean:
        return RelaxedValue::booleans(torch::sigmoid(logits.squeeze(-1)));
    default:
        return RelaxedValue::scalars(logits.squeeze(-1));
    }
}

// A gated recurrent unit (Cho et al. 2014) along the positions of a batch.
Tensor recurrent(const Tensor& inputs, const Tensor& mask, const Tensor& in_weights,
                 const Tensor& state_weights, const Tensor& bias, bool backwards) {
    const std::int64_t length = inputs.size(1);
    const std::int64_t hidden = state_weights.size(1);
    const Tensor all = torch::matmul(inputs, in_weights) + bias.unsqueeze(1); // b n 3h
    Tensor state = zeros({inputs.size(0), hidden});
    std::vector<Tensor> states(static_cast<std::size_t>(length));
    for (std::int64_t step = 0; step < length; ++step) {
        const std::int64_t at = backwards ? length - 1 - step : step;
        const Tensor now = all.select(1, at);
        const Tensor before = torch::matmul(state.unsqueeze(1), state_weights).squeeze(1); // b 3h
        const Tensor reset = torch::sigmoid(now.narrow(1, 0, hidden) + before.narrow(1, 0, hidden));
        const Tensor update =
            torch::sigmoid(now.narrow(1, hidden, hidden) + before.narrow(1, hidden, hidden));
        const Tensor next = torch::tanh(now.narrow(1, 2 * hidden, hidden) +
                                        reset * before.narrow(1, 2 * hidden, hidden));
        const Tensor here = mask.select(1, at).unsqueeze(1);
        state = here * (update * state + (1 - update) * next) + (1 - here) * state;
        states[static_cast<std::size_t>(at)] = state;
    }
    return torch::stack(states, 1);
}

// What the holes of the report see: the piped value alone, as a number.
Tensor piped(const HoleFeatures& features) {
    return (features.summands.narrow(-1, 0, 1) / features.spread.narrow(0, 0, 1));
}

const Tensor& seen_by(const HoleShape& shape, const HoleFeatures& features, Tensor& kept) {
    if (shape.kind == HoleKind::report) {
        kept = piped(features);
        return kept;
    }
    return features.places;
}

Tensor affine_start(const HoleFeatures& features, Random& random, AffineStart start) {
    Tensor near = gaussian({static_cast<std::int64_t>(summand_count)}, 0.3, random);
    const auto begin_at = [&](Summand summand, double factor) {
        near = near / 10;
        const auto place = static_cast<std::int64_t>(summand);
        near[place] += factor * features.spread[place] / features.output_spread;
        return near;
    };
    switch (start) {
    case AffineStart::outputs:
        break;
    case AffineStart::token:
        if (has_number_tokens(features)) {
            return begin_at(Summand::token, 1);
        }
        break;
    case AffineStart::one:
        return begin_at(Summand::one, 1);
    case AffineStart::position:
        return begin_at(Summand::index, 1);
    }
    return features.guess.defined() ? features.guess + near : near;
}

std::vector<Tensor> weights_of_start(const HoleShape& shape, const HoleFeatures& features,
                                     Random& random, AffineStart start) {
    const auto hidden = static_cast<std::int64_t>(shape.hidden);
    switch (shape.form) {
    case HoleForm::constant:
        return {gaussian({1}, 0.5, random)};
    case HoleForm::affine:
        return {affine_start(features, random, start)};
    case HoleForm::threshold: {
        std::vector<Tensor> weights = {
            gaussian({static_cast<std::int64_t>(summand_count)}, 0.3, random)};
        if (!has_number_tokens(features) && features.token_grid != nullptr) {
            weights.push_back(
                gaussian({static_cast<std::int64_t>(features.token_grid->size())}, 0.1, random));
        }
        return weights;
    }
    case HoleForm::word:
        // A token first, then the words.
        return {zeros({1 + static_cast<std::int64_t>(features.words->size())})};
    case HoleForm::predicate:
        return {gaussian({static_cast<std::int64_t>(comparison_count)}, 0.01, random)};
    case HoleForm::open:
        break;
    }
    if (shape.type.sort == rasp::Sort::selector) {
        if (shape.kind == HoleKind::report) {
            return {gaussian({1, hidden}, 1.0, random), gaussian({1, hidden}, 1.0, random)};
        }
        const std::int64_t size = features.relations.size(-1);
        const auto rank = static_cast<std::int64_t>(shape.rank);
        const double scale = 1 / std::sqrt(static_cast<double>(size));
        // A form that is 0 stays so, as it has no slope there.
        const double form = shape.has_bilinear_form ? scale : 0;
        return {gaussian({size, rank}, form, random), gaussian({size, rank}, form, random),
                zeros({1}), gaussian({features.pairs.size(-1)}, 0.2, random)};
    }
    const std::int64_t size = shape.kind == HoleKind::report ? 1 : features.places.size(-1);
    const std::int64_t width = width_of(shape, features);
    const double scale = 1 / std::sqrt(static_cast<double>(size));
    if (shape.is_recurrent ||
        (shape.kind == HoleKind::report && shape.type.element != Element::boolean)) {
        std::vector<Tensor> weights;
        for (int direction = 0; direction < 2; ++direction) {
            weights.push_back(gaussian({size, 3 * hidden}, scale, random));
            weights.push_back(
                gaussian({hidden, 3 * hidden}, 1 / std::sqrt(static_cast<double>(hidden)), random));
            weights.push_back(zeros({3 * hidden}));
        }
        weights.push_back(
            gaussian({2 * hidden, width}, 1 / std::sqrt(static_cast<double>(hidden)), random));
        weights.push_back(zeros({width}));
        return weights;
    }
    return {gaussian({size, hidden}, scale, random), zeros({hidden}),
            gaussian({hidden, width}, 1 / std::sqrt(static_cast<double>(hidden)), random),
            zeros({width})};
}

} // namespace

std::vector<Tensor> new_weights(const HoleShape& shape, const HoleFeatures& features,
                                Random& random, AffineStart start) {
    std::vector<Tensor> weights = weights_of_start(shape, features, random, start);
    for (Tensor& tensor : weights) {
        tensor = tensor.unsqueeze(0);
    }
    return weights;
}

std::vector<Tensor> stacked(const std::vector<std::vector<Tensor>>& starts) {
    std::vector<Tensor> weights = starts.front();
    for (std::size_t i = 0; i < weights.size(); ++i) {
        std::vector<Tensor> all;
        for (const std::vector<Tensor>& start : starts) {
            all.push_back(start[i]);
        }
        weights[i] = torch::cat(all, 0).detach();
    }
    return weights;
}

RelaxedValue hole_value(const HoleShape& shape, const std::vector<Tensor>& of_starts,
                        const HoleFeatures& features) {
    std::vector<Tensor> weights;
    for (const Tensor& tensor : of_starts) {
        weights.push_back(by_input(tensor, features));
    }
    switch (shape.form) {
    case HoleForm::constant:
        return RelaxedValue::scalars(features.output_spread * weights[0]);
    case HoleForm::affine:
        return RelaxedValue::scalars(features.output_spread * affine_value(weights[0], features));
    case HoleForm::threshold: {
        Tensor logits = affine_value(weights[0], features);
        if (weights.size() > 1) {
            logits = logits + token_scores(weights[1], features);
        }
        return RelaxedValue::booleans(torch::sigmoid(6 * logits));
    }
    case HoleForm::word: {
        const Tensor shares = torch::softmax(weights[0], 1).unsqueeze(1); // b 1 words + 1
        const Tensor words = shares.narrow(2, 1, shares.size(2) - 1);
        const Tensor token = shares.narrow(2, 0, 1);
        if (features.tokens.kind != RelaxedKind::strings) {
            return RelaxedValue::on_grid(features.words, words / (1 - token));
        }
        return RelaxedValue::on_grid(
            features.words, words + token * probabilities_on(features.tokens, *features.words));
    }
    case HoleForm::predicate:
        return RelaxedValue::predicate(torch::softmax(3 * of_starts[0].squeeze(0), 0));
    case HoleForm::open:
        break;
    }
    if (shape.type.sort == rasp::Sort::selector) {
        const Tensor keys_mask = features.mask.unsqueeze(1); // b 1 keys
        if (shape.kind == HoleKind::report) {
            const Tensor seen = piped(features);
            const Tensor keys = torch::matmul(seen, weights[0]);
            const Tensor queries = torch::matmul(seen, weights[1]);
            const Tensor scores = torch::matmul(queries, keys.transpose(1, 2)) /
                                  std::sqrt(static_cast<double>(shape.hidden));
            return RelaxedValue::selector(
                torch::softmax(scores.masked_fill(keys_mask == 0, -1e9), -1) * keys_mask);
        }
        const Tensor keys = torch::matmul(features.relations, weights[0]);
        const Tensor queries = torch::matmul(features.relations, weights[1]);
        const Tensor together = torch::matmul(features.pairs, weights[3].unsqueeze(1).unsqueeze(3));
        const Tensor scores = 3 * torch::matmul(queries, keys.transpose(1, 2)) +
                              6 * together.squeeze(3) + weights[2].unsqueeze(2);
        return RelaxedValue::selector(torch::sigmoid(scores) * keys_mask);
    }
    Tensor kept;
    const Tensor& seen = seen_by(shape, features, kept);
    if (weights.size() > 4) {
        const auto state = [&](std::size_t first, bool backwards) {
            return recurrent(seen, features.mask, weights[first], weights[first + 1],
                             weights[first + 2], backwards);
        };
        return as_value(
            shape,
            torch::matmul(torch::cat({state(0, false), state(3, true)}, -1), weights[6]) +
                weights[7].unsqueeze(1),
            features);
    }
    const Tensor hidden = torch::relu(torch::matmul(seen, weights[0]) + weights[1].unsqueeze(1));
    return as_value(shape, torch::matmul(hidden, weights[2]) + weights[3].unsqueeze(1), features);
}

HoleReading reading_of(const HoleShape& shape, const std::vector<Tensor>& of_start,
                       const HoleFeatures& features) {
    const torch::NoGradGuard guard;
    std::vector<Tensor> weights;
    for (const Tensor& tensor : of_start) {
        weights.push_back(tensor.squeeze(0));
    }
    HoleReading reading{.form = shape.form, .type = shape.type};
    const auto numbers = [](const Tensor& tensor) {
        const Tensor flat = tensor.detach().contiguous();
        return std::vector<double>(flat.data_ptr<double>(), flat.data_ptr<double>() + flat.numel());
    };
    switch (shape.form) {
    case HoleForm::constant:
        reading.numbers = numbers(features.output_spread * weights[0]);
        break;
    case HoleForm::affine:
    case HoleForm::threshold:
        reading.numbers = numbers((shape.form == HoleForm::affine ? features.output_spread : 1) *
                                  weights[0] / features.spread);
        if (!has_number_tokens(features)) {
            reading.numbers[0] = 0;
        }
        if (shape.form == HoleForm::threshold && weights.size() > 1) {
            // Which counts more: what the tokens are, or where they stand?
            const Tensor place = affine_value(of_start[0], features);
            const Tensor token = token_scores(of_start[1], features);
            const Tensor inside = features.mask > 0;
            const double of_place = place.masked_select(inside).std(false).item<double>();
            const double of_token = token.masked_select(inside).std(false).item<double>();
            if (of_token > of_place) {
                const double middle = place.masked_select(inside).mean().item<double>();
                const std::vector<double> scores = numbers(weights[1]);
                for (std::size_t i = 0; i < scores.size(); ++i) {
                    (scores[i] + middle > 0 ? reading.true_tokens : reading.false_tokens)
                        .push_back(features.token_grid->texts()[i]);
                }
            } else {
                reading.numbers[3] += token.masked_select(inside).mean().item<double>();
            }
        }
        break;
    case HoleForm::word: {
        const std::int64_t most =
            features.tokens.kind == RelaxedKind::strings
                ? weights[0].argmax().item<std::int64_t>()
                : 1 + weights[0].narrow(0, 1, weights[0].size(0) - 1).argmax().item<std::int64_t>();
        reading.is_token = most == 0;
        if (most > 0) {
            reading.word = features.words->texts()[static_cast<std::size_t>(most - 1)];
        }
        break;
    }
    case HoleForm::predicate:
        reading.comparison =
            static_cast<rasp::Comparison>(weights[0].argmax().item<std::int64_t>());
        break;
    case HoleForm::open:
        break;
    }
    return reading;
}

} // namespace rasp_stitch::recognition
