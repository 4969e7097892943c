#pragma once

// The layers of recognition/network/network.hpp as libtorch modules. Only sources that are built
// with libtorch include this header.

#include "recognition/lessons/weight_columns.hpp"
#include "recognition/tasks/task_features.hpp"

#include <torch/torch.h>

#include <cstddef>
#include <span>
#include <vector>

namespace rasp_stitch::recognition {

// The positions of several tasks, padded to the same length: N examples of at most T positions.
struct FeatureTensors {
    torch::Tensor words;                // N T 3: input, output, atom
    torch::Tensor places;               // N T 2: from the start, from the end
    torch::Tensor reals;                // N T real_count
    torch::Tensor is_padding;           // N T
    std::vector<std::int64_t> examples; // how many of the N belong to each task, in order

    FeatureTensors on(const torch::Device& device) const;
};

// `chosen` lists the examples to take, by task; if it is empty, all are taken.
FeatureTensors feature_tensors(std::span<const TaskFeatures* const> tasks,
                               std::span<const std::vector<std::size_t>> chosen = {});

class NetworkLayers : public torch::nn::Module {
public:
    explicit NetworkLayers(const WeightColumns& columns);

    // Returns what is to be added to the base, by task and column.
    torch::Tensor forward(const FeatureTensors& features);

private:
    torch::Tensor encoded(const FeatureTensors& features); // N 64
    torch::Tensor weights(const torch::Tensor& tasks);

    bool is_contextual_;
    torch::nn::Embedding input_{nullptr};
    torch::nn::Embedding output_{nullptr};
    torch::nn::Embedding atom_{nullptr};
    torch::nn::Embedding from_start_{nullptr};
    torch::nn::Embedding from_end_{nullptr};
    torch::nn::Linear position_{nullptr};
    torch::nn::TransformerEncoderLayer attention_{nullptr};
    torch::nn::TransformerEncoderLayer more_attention_{nullptr};
    torch::nn::Linear example_{nullptr};
    torch::nn::LayerNorm example_norm_{nullptr};
    torch::nn::Linear task_{nullptr};
    torch::nn::LayerNorm task_norm_{nullptr};
    torch::nn::Linear head_{nullptr};
    torch::nn::Linear factors_{nullptr};
    torch::Tensor cells_;          // tables, columns of a table
    torch::Tensor table_factors_;  // tables, factors
    torch::Tensor column_factors_; // columns of a table, factors
};

} // namespace rasp_stitch::recognition
