#include "recognition/holes/hole_features.hpp"

#include "recognition/near/readings.hpp"

#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace rasp_stitch::recognition {

using torch::Tensor;

namespace {

torch::TensorOptions doubles() {
    return torch::TensorOptions().dtype(torch::kFloat64);
}

// How near two positions are to each other, up to this: farther ones are all alike, so that what is
// learnt means the same on longer inputs.
constexpr std::int64_t most_distance = 3;

// Whether a distance is each of those up to the most, less, or more: ... times 2 most_distance + 3.
void add_distances(std::vector<Tensor>& pairs, const Tensor& distance) {
    for (std::int64_t d = -most_distance; d <= most_distance; ++d) {
        pairs.push_back(distance.eq(d));
    }
    pairs.push_back(distance.lt(-most_distance));
    pairs.push_back(distance.gt(most_distance));
}

// What a key and a query have to do with each other: how far apart they are (Shaw et al. 2018), how
// far the key is from the query's mirror image, and which of their tokens is less.
Tensor pairs_of(const HoleFeatures& features, const Tensor& index, const Tensor& mirror) {
    std::vector<Tensor> pairs;
    const Tensor keys = index.unsqueeze(1);
    add_distances(pairs, keys - index.unsqueeze(2));
    add_distances(pairs, keys - mirror.unsqueeze(2));
    const RelaxedValue& tokens = features.tokens;
    const Tensor numbers = tokens.kind == RelaxedKind::strings
                               ? tokens.probabilities.argmax(-1)
                               : scalars_of(tokens).expand(index.sizes());
    const Tensor key = numbers.unsqueeze(1);
    const Tensor query = numbers.unsqueeze(2);
    pairs.push_back(key.lt(query));
    pairs.push_back(key.eq(query));
    std::vector<Tensor> columns;
    for (const Tensor& pair : pairs) {
        columns.push_back(pair.expand({index.size(0), index.size(1), index.size(1)}));
    }
    return torch::stack(columns, -1).to(torch::kFloat64);
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
                          .pairs = {},
                          .mask = batch.mask(),
                          .guess = {},
                          .token_grid = std::move(token_grid),
                          .words = std::move(words)};
    const auto wide = [&](const Tensor& tensor) { return tensor.expand({count, length}); };
    const bool is_numeric = features.tokens.kind != RelaxedKind::strings;
    const Tensor token =
        is_numeric ? wide(scalars_of(features.tokens)) : torch::zeros({count, length}, doubles());
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
    features.pairs = pairs_of(features, index, mirror);
    return features;
}

} // namespace rasp_stitch::recognition
