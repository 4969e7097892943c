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

// The form is linear in weights that are of about one size.
Tensor affine_value(const Tensor& weights, const HoleFeatures& features) {
    return torch::matmul(features.summands / features.spread, weights);
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
    const std::int64_t hidden = state_weights.size(0);
    const Tensor all = torch::matmul(inputs, in_weights) + bias; // b n 3h
    Tensor state = zeros({inputs.size(0), hidden});
    std::vector<Tensor> states(static_cast<std::size_t>(length));
    for (std::int64_t step = 0; step < length; ++step) {
        const std::int64_t at = backwards ? length - 1 - step : step;
        const Tensor now = all.select(1, at);
        const Tensor before = torch::matmul(state, state_weights); // b 3h
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

} // namespace

Tensor spread_of(const RelaxedBatch& batch) {
    Tensor spread = torch::ones({static_cast<std::int64_t>(summand_count)}, doubles());
    const double cells = batch.mask().sum().item<double>();
    if (batch.tokens().kind == RelaxedKind::numbers) {
        const Tensor tokens = scalars_of(batch.tokens()) * batch.mask();
        spread[0] = std::max(0.5, std::sqrt((tokens * tokens).sum().item<double>() / cells));
    }
    spread[1] = 4.0;
    spread[2] = 8.0;
    return spread;
}

HoleFeatures hole_features(const RelaxedBatch& batch, std::shared_ptr<const Grid> token_grid,
                           std::shared_ptr<const Grid> words, const Tensor& spread) {
    const auto count = static_cast<std::int64_t>(batch.inputs());
    const auto length = static_cast<std::int64_t>(batch.padded_length());
    HoleFeatures features{.tokens = batch.tokens(),
                          .summands = {},
                          .spread = spread,
                          .places = {},
                          .relations = {},
                          .mask = batch.mask(),
                          .guess = {},
                          .token_grid = std::move(token_grid),
                          .words = std::move(words)};
    const auto wide = [&](const Tensor& tensor) { return tensor.expand({count, length}); };
    const bool is_numeric = features.tokens.kind != RelaxedKind::strings;
    const Tensor token = is_numeric ? wide(scalars_of(features.tokens)) : zeros({count, length});
    const Tensor index = wide(batch.positions());
    const Tensor size = wide(batch.sizes());
    const Tensor mirror = size - 1 - index;
    features.summands = torch::stack({token, index, size, torch::ones_like(index)}, -1);
    std::vector<Tensor> places = {(index / 4).unsqueeze(-1), (mirror / 4).unsqueeze(-1),
                                  (size / 8).unsqueeze(-1),
                                  (index == 0).to(torch::kFloat64).unsqueeze(-1),
                                  (mirror == 0).to(torch::kFloat64).unsqueeze(-1)};
    // Squares let a bilinear form say -(a - b)^2, which is largest where a and b are equal.
    std::vector<Tensor> relations = {torch::ones_like(index).unsqueeze(-1), places[0], places[1],
                                     (index * index / 16).unsqueeze(-1),
                                     (mirror * mirror / 16).unsqueeze(-1)};
    if (is_numeric) {
        const Tensor scaled = (token / spread[0]).unsqueeze(-1);
        places.push_back(scaled);
        relations.push_back(scaled);
        relations.push_back(scaled * scaled);
    }
    if (features.token_grid != nullptr && features.tokens.has_grid()) {
        const Tensor tokens =
            probabilities_on(features.tokens, *features.token_grid)
                .expand({count, length, static_cast<std::int64_t>(features.token_grid->size())});
        places.push_back(tokens);
        relations.push_back(tokens);
    }
    if (batch.atom()) {
        const RelaxedValue& atom = *batch.atom();
        if (atom.kind == RelaxedKind::strings && features.token_grid != nullptr) {
            const Tensor atoms =
                probabilities_on(atom, *features.token_grid)
                    .expand(
                        {count, length, static_cast<std::int64_t>(features.token_grid->size())});
            places.push_back(atoms);
            relations.push_back(atoms);
        } else if (atom.kind != RelaxedKind::strings) {
            const Tensor number = (wide(scalars_of(atom)) / 4).unsqueeze(-1);
            places.push_back(number);
            relations.push_back(number);
            relations.push_back(number * number);
        }
    }
    features.places = torch::cat(places, -1);
    features.relations = torch::cat(relations, -1);
    return features;
}

std::vector<Tensor> new_weights(const HoleShape& shape, const HoleFeatures& features,
                                Random& random) {
    const auto hidden = static_cast<std::int64_t>(shape.hidden);
    switch (shape.form) {
    case HoleForm::constant:
        return {gaussian({1}, 0.5, random)};
    case HoleForm::affine: {
        Tensor near = gaussian({static_cast<std::int64_t>(summand_count)}, 0.3, random);
        if (shape.begins_as_token && has_number_tokens(features)) {
            near = near / 10;
            near[0] += features.spread[0] / features.output_spread;
            return {near};
        }
        return {features.guess.defined() ? features.guess + near : near};
    }
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
        return {gaussian({size, rank}, scale, random), gaussian({size, rank}, scale, random),
                zeros({1})};
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

RelaxedValue hole_value(const HoleShape& shape, const std::vector<Tensor>& weights,
                        const HoleFeatures& features) {
    switch (shape.form) {
    case HoleForm::constant:
        return RelaxedValue::scalars(features.output_spread * weights[0].view({1, 1}));
    case HoleForm::affine:
        return RelaxedValue::scalars(features.output_spread * affine_value(weights[0], features));
    case HoleForm::threshold: {
        Tensor logits = affine_value(weights[0], features);
        if (weights.size() > 1) {
            logits = logits + torch::matmul(probabilities_on(features.tokens, *features.token_grid),
                                            weights[1]);
        }
        return RelaxedValue::booleans(torch::sigmoid(6 * logits));
    }
    case HoleForm::word: {
        const Tensor shares = torch::softmax(weights[0], 0);
        const Tensor words = shares.narrow(0, 1, shares.size(0) - 1).view({1, 1, -1});
        if (features.tokens.kind != RelaxedKind::strings) {
            return RelaxedValue::on_grid(features.words, words / words.sum());
        }
        return RelaxedValue::on_grid(
            features.words, words + shares[0] * probabilities_on(features.tokens, *features.words));
    }
    case HoleForm::predicate:
        return RelaxedValue::predicate(torch::softmax(3 * weights[0], 0));
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
        const Tensor scores = 3 * torch::matmul(queries, keys.transpose(1, 2)) + weights[2];
        return RelaxedValue::selector(torch::sigmoid(scores) * keys_mask);
    }
    Tensor kept;
    const Tensor& seen = seen_by(shape, features, kept);
    if (weights.size() > 4) {
        const Tensor forwards =
            recurrent(seen, features.mask, weights[0], weights[1], weights[2], false);
        const Tensor backwards =
            recurrent(seen, features.mask, weights[3], weights[4], weights[5], true);
        return as_value(
            shape, torch::matmul(torch::cat({forwards, backwards}, -1), weights[6]) + weights[7],
            features);
    }
    const Tensor hidden = torch::relu(torch::matmul(seen, weights[0]) + weights[1]);
    return as_value(shape, torch::matmul(hidden, weights[2]) + weights[3], features);
}

HoleReading reading_of(const HoleShape& shape, const std::vector<Tensor>& weights,
                       const HoleFeatures& features) {
    const torch::NoGradGuard guard;
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
            const Tensor place = affine_value(weights[0], features);
            const Tensor token =
                torch::matmul(probabilities_on(features.tokens, *features.token_grid), weights[1]);
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
