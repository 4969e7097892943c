#pragma once

// The state of a network that is trained and asked. Only sources that are built with libtorch
// include this header.

#include "recognition/lessons/lesson.hpp"
#include "recognition/lessons/weight_columns.hpp"
#include "recognition/network/network.hpp"
#include "recognition/network/network_layers.hpp"

#include <torch/torch.h>

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace rasp_stitch::recognition {

struct ChosenLesson {
    const Lesson* lesson = nullptr;
    std::vector<std::size_t> examples; // indices into its features
};

struct NetworkState {
    NetworkState(const WeightColumns& all_columns, std::span<const float> row);

    // Returns the weights by task and column.
    torch::Tensor weights(const FeatureTensors& features) const;

    torch::Tensor sum_of_losses(std::span<const ChosenLesson> lessons) const;

    bool may_use_threads; // whether several threads may compute at once
    WeightColumns columns;
    torch::Device device; // a graphics card if there is one
    std::shared_ptr<NetworkLayers> layers;
    torch::Tensor base; // by column
};

// Implements Network::learn.
LearningResult learn(NetworkState& network, std::span<const Lesson> replays,
                     std::span<const Lesson> dreams, const LearningOptions& options);

} // namespace rasp_stitch::recognition
