#include "recognition/network/network_layers.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>

namespace rasp_stitch::recognition {

namespace nn = torch::nn;

namespace {

constexpr std::int64_t word_size = 24;
constexpr std::int64_t small_size = 8; // of an atom's word and of a place
constexpr std::int64_t position_size = 48;
constexpr std::int64_t inner_size = 96;
constexpr std::int64_t heads = 4;
constexpr std::int64_t task_size = 64; // of examples, too
constexpr std::int64_t factor_count = 24;

nn::TransformerEncoderLayer attention_layer() {
    return nn::TransformerEncoderLayer(nn::TransformerEncoderLayerOptions(position_size, heads)
                                           .dim_feedforward(inner_size)
                                           .dropout(0));
}

// What the last layers multiply is of size 1: else it takes them long to say anything.
nn::LayerNormOptions norm_options() {
    return nn::LayerNormOptions({task_size});
}

// Mean and maximum over dimension 1 of what is not padding; N T D becomes N 2D.
torch::Tensor pooled(const torch::Tensor& values, const torch::Tensor& is_padding) {
    const torch::Tensor hidden = is_padding.unsqueeze(-1);
    const torch::Tensor counts = is_padding.logical_not().sum(1, true);
    const torch::Tensor mean = values.masked_fill(hidden, 0).sum(1) / counts;
    const torch::Tensor most = values.masked_fill(hidden, -1e9).amax(1);
    return torch::cat({mean, most}, 1);
}

} // namespace

FeatureTensors feature_tensors(std::span<const TaskFeatures* const> tasks,
                               std::span<const std::vector<std::size_t>> chosen) {
    struct Range {
        const PositionFeatures* first;
        std::size_t length;
    };
    FeatureTensors tensors;
    std::vector<Range> ranges;
    std::size_t longest = 1;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        const TaskFeatures& task = *tasks[i];
        std::vector<std::size_t> starts(task.lengths.size());
        std::exclusive_scan(task.lengths.begin(), task.lengths.end(), starts.begin(),
                            std::size_t{0});
        const std::size_t count = chosen.empty() ? task.lengths.size() : chosen[i].size();
        for (std::size_t k = 0; k < count; ++k) {
            const std::size_t example = chosen.empty() ? k : chosen[i][k];
            ranges.push_back({task.positions.data() + starts[example], task.lengths[example]});
            longest = std::max(longest, task.lengths[example]);
        }
        tensors.examples.push_back(static_cast<std::int64_t>(count));
    }
    const auto n = static_cast<std::int64_t>(ranges.size());
    const auto t = static_cast<std::int64_t>(longest);
    tensors.words = torch::zeros({n, t, 3}, torch::kInt64);
    tensors.places = torch::zeros({n, t, 2}, torch::kInt64);
    tensors.reals = torch::zeros({n, t, std::int64_t{real_count}});
    tensors.is_padding = torch::ones({n, t}, torch::kBool);
    auto* words = tensors.words.data_ptr<std::int64_t>();
    auto* places = tensors.places.data_ptr<std::int64_t>();
    auto* reals = tensors.reals.data_ptr<float>();
    auto* is_padding = tensors.is_padding.data_ptr<bool>();
    for (std::size_t example = 0; example < ranges.size(); ++example) {
        for (std::size_t i = 0; i < ranges[example].length; ++i) {
            const PositionFeatures& position = ranges[example].first[i];
            const std::size_t at = example * longest + i;
            words[3 * at] = position.input;
            words[3 * at + 1] = position.output;
            words[3 * at + 2] = position.atom;
            places[2 * at] = position.from_start;
            places[2 * at + 1] = position.from_end;
            std::ranges::copy(position.reals, reals + at * real_count);
            is_padding[at] = false;
        }
    }
    return tensors;
}

FeatureTensors FeatureTensors::on(const torch::Device& device) const {
    return {.words = words.to(device),
            .places = places.to(device),
            .reals = reals.to(device),
            .is_padding = is_padding.to(device),
            .examples = examples};
}

NetworkLayers::NetworkLayers(const WeightColumns& columns)
    : is_contextual_(columns.kind() == GrammarKind::contextual) {
    constexpr auto words = static_cast<std::int64_t>(vocabulary_size);
    constexpr auto places = static_cast<std::int64_t>(most_positions);
    constexpr auto reals = static_cast<std::int64_t>(real_count);
    const auto width = static_cast<std::int64_t>(columns.width());
    const auto tables = static_cast<std::int64_t>(columns.tables());
    input_ = register_module("input", nn::Embedding(words, word_size));
    output_ = register_module("output", nn::Embedding(words, word_size));
    atom_ = register_module("atom", nn::Embedding(words, small_size));
    from_start_ = register_module("from_start", nn::Embedding(places, small_size));
    from_end_ = register_module("from_end", nn::Embedding(places, small_size));
    position_ = register_module("position",
                                nn::Linear(2 * word_size + 3 * small_size + reals, position_size));
    attention_ = register_module("attention", attention_layer());
    more_attention_ = register_module("more_attention", attention_layer());
    example_ = register_module("example", nn::Linear(2 * position_size, task_size));
    example_norm_ = register_module("example_norm", nn::LayerNorm(norm_options()));
    task_norm_ = register_module("task_norm", nn::LayerNorm(norm_options()));
    task_ = register_module("task", nn::Linear(2 * task_size, task_size));
    head_ = register_module("head", nn::Linear(task_size, width));
    const torch::NoGradGuard no_gradient;
    // Which tokens there are says less than what becomes of them.
    input_->weight.mul_(0.1);
    atom_->weight.mul_(0.3);
    from_start_->weight.mul_(0.3);
    from_end_->weight.mul_(0.3);
    head_->weight.zero_();
    head_->bias.zero_();
    if (is_contextual_) {
        factors_ = register_module("factors", nn::Linear(task_size, factor_count));
        cells_ = register_parameter("cells", torch::zeros({tables, width}));
        table_factors_ = register_parameter("table_factors", torch::randn({tables, factor_count}));
        column_factors_ = register_parameter("column_factors", torch::zeros({width, factor_count}));
    }
}

torch::Tensor NetworkLayers::encoded(const FeatureTensors& features) {
    const auto word = [&](int number) { return features.words.select(2, number); };
    const auto place = [&](int number) { return features.places.select(2, number); };
    const torch::Tensor embedded =
        torch::cat({input_(word(0)), output_(word(1)), atom_(word(2)), from_start_(place(0)),
                    from_end_(place(1)), features.reals},
                   2);
    // Attention has positions first.
    torch::Tensor positions = torch::relu(position_(embedded)).transpose(0, 1);
    positions = attention_->forward(positions, {}, features.is_padding);
    positions = more_attention_->forward(positions, {}, features.is_padding);
    return example_norm_(
        torch::relu(example_(pooled(positions.transpose(0, 1), features.is_padding))));
}

torch::Tensor NetworkLayers::weights(const torch::Tensor& tasks) {
    const torch::Tensor by_column = head_(tasks);
    if (!is_contextual_) {
        return by_column;
    }
    const torch::Tensor by_table = factors_(tasks).unsqueeze(1) * table_factors_.unsqueeze(0);
    const torch::Tensor by_cell = torch::matmul(by_table, column_factors_.t());
    return (by_cell + by_column.unsqueeze(1) + cells_.unsqueeze(0)).flatten(1);
}

torch::Tensor NetworkLayers::forward(const FeatureTensors& features) {
    const auto tasks = static_cast<std::int64_t>(features.examples.size());
    const std::int64_t most = *std::ranges::max_element(features.examples);
    // Where the examples of each task go in a table that has as many for each.
    const torch::Device device = features.words.device();
    torch::Tensor is_padding =
        torch::ones({tasks, most}, torch::TensorOptions(torch::kBool).device(device));
    std::vector<std::int64_t> slots;
    for (std::int64_t i = 0; i < tasks; ++i) {
        for (std::int64_t k = 0; k < features.examples[static_cast<std::size_t>(i)]; ++k) {
            slots.push_back(i * most + k);
        }
    }
    const torch::Tensor at = torch::tensor(slots, torch::kInt64).to(device);
    is_padding.view({-1}).index_fill_(0, at, false);
    const torch::Tensor table =
        torch::zeros({tasks * most, task_size}, device).index_copy(0, at, encoded(features));
    const torch::Tensor together = pooled(table.view({tasks, most, task_size}), is_padding);
    return weights(task_norm_(torch::relu(task_(together))));
}

} // namespace rasp_stitch::recognition
